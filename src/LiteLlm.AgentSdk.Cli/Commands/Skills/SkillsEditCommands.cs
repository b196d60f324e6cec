using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;

namespace LiteLlm.AgentSdk.Cli.Commands.Skills;

/// <summary><c>lap skills create|update|rm</c>.</summary>
internal static class SkillsEditCommands
{
    public static Command Create(Command command, CommandHost host)
    {
        Option<string?> name = Args.Text("--name", "Its name", "name", "-n");
        name.Required = true;
        (Option<string?> description, Option<string?> content, Option<string?> file) = Texts();
        return host.On(command.With(name, description, content, file), async context =>
        {
            string text = await TextInput.ReadTextOrFileAsync(context, content, file)
                ?? throw CliException.Usage("Give the skill's content: --content, or --file (- is standard input).");
            Skill skill = await context.Platform.Skills.CreateAsync(
                new SkillCreateOptions { Name = context.Value(name), Description = context.Value(description), Content = text },
                    context.Cancellation);
            SkillsCommand.PrintChanged(context, skill, "Created");
        });
    }

    public static Command Update(Command command, CommandHost host)
    {
        Argument<string> which = Args.Required("skill", "The skill: its id or name").Completing(Completions.Skills);
        Option<string?> name = Args.Text("--name", "Its new name", "name", "-n");
        (Option<string?> description, Option<string?> content, Option<string?> file) = Texts();
        Option<bool> clear = Args.Flag("--clear-description", "Remove its description");
        return host.On(command.With(which, name, description, content, file, clear), async context =>
        {
            string? text = await TextInput.ReadTextOrFileAsync(context, content, file);
            Skill skill = await SkillFinder.FindAsync(context, context.Value(which)!);
            SkillUpdateOptions change = new()
            {
                Name = context.Value(name),
                Description = context.Value(description),
                Content = text,
                ClearDescription = context.Value(clear),
            };
            SkillsCommand.PrintChanged(context, await context.Platform.Skills.UpdateAsync(skill.Id, change, context.Cancellation),
                "Changed");
        });
    }

    public static Command Remove(Command command, CommandHost host)
    {
        Argument<string[]> which = Args.Several("skill", "The skills: their ids or names").Completing(Completions.Skills);
        return host.On(command.With(which), async context =>
        {
            List<Skill> found = [];
            foreach (string text in context.Value(which)!)
            {
                found.Add(await SkillFinder.FindAsync(context, text));
            }

            foreach (Skill skill in found.DistinctBy(skill => skill.Id))
            {
                await context.Platform.Skills.DeleteAsync(skill.Id, context.Cancellation);
                context.Printer.Info($"Deleted skill {skill.Name}.");
            }
        });
    }

    private static (Option<string?> Description, Option<string?> Content, Option<string?> File) Texts() => (
        Args.Text("--description", "What it is for", "text", "-d"),
        Args.Text("--content", "Its content", "text"),
        Args.Text("--file", "A file with its content; - is standard input", "file", "-f"));
}
