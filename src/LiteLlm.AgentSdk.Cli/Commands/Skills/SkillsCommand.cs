using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Skills;

/// <summary><c>lap skills</c>: the library of skills (listed by default), and the skills of agents.</summary>
internal static class SkillsCommand
{
    public static void Fill(Command command, CommandHost host)
    {
        host.On(command.With(host.Globals.Wide, host.Globals.NoTrunc), ListAsync);
        command.With(
            host.On(Args.Named("list", "List the skills of the library").With(host.Globals.Wide, host.Globals.NoTrunc), ListAsync),
            Show(new Command("show", "Print a skill's content"), host),
            SkillsEditCommands.Create(new Command("create", "Add a skill to the library"), host),
            SkillsEditCommands.Update(new Command("update", "Change a skill; options that are not given change nothing"), host),
            SkillsEditCommands.Remove(Args.Named("rm", "Delete skills from the library"), host),
            SkillsAttachCommands.Attach(new Command("attach", "Give an agent a skill"), host),
            SkillsAttachCommands.Detach(new Command("detach", "Remove a skill from an agent"), host));
    }

    /// <summary>Prints a skill after a change.</summary>
    public static void PrintChanged(CommandContext context, Skill skill, string what) =>
        Changed.Print(context, skill.Raw, skill.Id, $"{what} skill {skill.Name}.");

    private static async Task ListAsync(CommandContext context)
    {
        IReadOnlyList<Skill> skills = await context.Platform.Skills.ListAsync().ToListAsync(context.Cancellation);
        if (context.Json)
        {
            JsonPrinter.WriteArray(context.Printer, skills, skill => skill.Raw, context.ShowSecrets);
            return;
        }

        Table table = new(Column.Name(), Column.Id(), Column.Word("AGE"), Column.Text("DESCRIPTION", 70));
        foreach (Skill skill in skills)
        {
            table.Add(skill.Name, skill.Id, context.Time(skill.CreatedAt), skill.Description);
        }

        table.Print(context, "The library has no skills; 'lap skills create' adds one.");
    }

    private static Command Show(Command command, CommandHost host)
    {
        Argument<string> text = Args.Required("skill", "The skill: its id or name").Completing(Completions.Skills);
        return host.On(command.With(text), async context =>
        {
            Skill skill = await SkillFinder.FindAsync(context, context.Value(text)!);
            if (context.Json)
            {
                JsonPrinter.Write(context.Printer, skill.Raw, context.ShowSecrets);
            }
            else
            {
                // Only the content is printed, so that it can be saved as a file and read again.
                context.Printer.WriteTextLine(skill.Content);
            }
        });
    }
}
