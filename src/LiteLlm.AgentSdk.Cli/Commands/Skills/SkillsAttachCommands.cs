using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Agents;
using LiteLlm.AgentSdk.Cli.Naming;

namespace LiteLlm.AgentSdk.Cli.Commands.Skills;

/// <summary><c>lap skills attach|detach</c>.</summary>
internal static class SkillsAttachCommands
{
    public static Command Attach(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Argument<string?> skill = Args.Optional("skill", "A skill of the library: its id or name").Completing(Completions.Skills);
        Option<string?> file = Args.Text("--file", "A file with a new skill's content; - is standard input", "file", "-f");
        Option<string?> name = Args.Text("--name", "The new skill's name", "name", "-n");
        Option<string?> description = Args.Text("--description", "What the new skill is for", "text", "-d");
        Option<bool> keepOut = Args.Flag("--no-save", "Don't add the new skill to the library");
        return host.On(command.With(agent, skill, file, name, description, keepOut), async context =>
        {
            if (context.Value(skill) is null == context.Value(file) is null)
            {
                throw CliException.Usage("Name a skill of the library, or give a new one with --file.");
            }

            string? content = context.Value(file) is { } path ? await TextInput.ReadAsync(path, context.Cancellation) : null;
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            SkillAttachment attached = content is null
                ? await found.AttachSkillAsync((await SkillFinder.FindAsync(context, context.Value(skill)!)).Id, context.Cancellation)
                : await found.AttachSkillAsync(
                    new SkillAttachOptions
                    {
                        Content = content,
                        Name = context.Value(name),
                        Description = context.Value(description),
                        SaveToLibrary = context.Value(keepOut) ? false : null,
                    },
                    context.Cancellation);
            AgentPrinter.PrintChanged(context, attached.Agent, $"Attached {attached.Skill?.Name ?? "the skill"} to");
        });
    }

    public static Command Detach(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Argument<string?> skill = Args.Optional("skill", "The skill: its id or name").Completing(Completions.Skills);
        Option<bool> all = Args.Flag("--all", "All of its skills", "-a");
        return host.On(command.With(agent, skill, all), async context =>
        {
            if (context.Value(skill) is null != context.Value(all))
            {
                throw CliException.Usage("Name the skill to remove, or use --all.");
            }

            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            Agent left = context.Value(skill) is { } text
                ? await found.DetachSkillAsync((await SkillFinder.FindAsync(context, text)).Id, context.Cancellation)
                : await found.DetachAllSkillsAsync(context.Cancellation);
            AgentPrinter.PrintChanged(context, left, "Detached from");
        });
    }
}
