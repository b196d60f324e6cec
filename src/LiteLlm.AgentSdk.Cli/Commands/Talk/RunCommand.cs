using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>
/// <c>lap run &lt;agent&gt;</c>, and what <c>lap</c> itself does: <c>lap &lt;agent&gt;</c>, <c>lap --agent</c>, <c>lap --resume</c>, bare
/// <c>lap</c>.
/// </summary>
internal static class RunCommand
{
    public static void Fill(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        TalkOptions talk = new();
        Add(command.With(agent), talk);
        host.On(command, async context =>
            await Conversation.StartAsync(context, await AgentFinder.FindAsync(context, context.Value(agent)!), talk));
    }

    public static void FillRoot(RootCommand root, CommandHost host)
    {
        Argument<string?> agent =
            Args.Optional("agent", "Open a session with this agent: its id, its name, or a unique part of its name");
        agent.Completing(Completions.Agents);
        Argument<string?> words = Args.Optional("words", "The first message, as --prompt");
        Option<bool> last = Args.Flag("--last", "Continue the session that was used last", "-c");
        Option<string?> agentOption = Args.Text("--agent", "The agent, if its name is also a command", "agent")
            .Completing(Completions.Agents);
        Option<string?> resume = Args.Text("--resume",
            "Continue a session: its id, the beginning of its id, or its address in the browser; without a value, choose one", "session")
            .Completing(Completions.Sessions);
        resume.Arity = ArgumentArity.ZeroOrOne;
        TalkOptions talk = new();
        Add(root.With(agent, words, agentOption, resume, last), talk);
        host.On(root, async context =>
        {
            if (context.IsSpecified(resume) && context.Value(resume) is null)
            {
                return await ChooseAsync(context, context.Value(agent) ?? context.Value(agentOption), talk);
            }

            string? session = context.Value(last) ? (await SessionFinder.FindLastAsync(context)).Id : null;
            return await RunRootAsync(context, context.Value(agent), context.Value(words), context.Value(agentOption),
                context.Value(resume) ?? session, talk);
        });
    }

    private static async Task<int> ChooseAsync(CommandContext context, string? agent, TalkOptions talk)
    {
        if (agent is not null)
        {
            throw CliException.Usage("Name one agent, or one session to resume.");
        }

        return await SessionPicker.PickAsync(context) is { } session ? await Conversation.ResumeAsync(context, session, talk)
            : ExitCodes.Ok;
    }

    private static void Add(Command command, TalkOptions talk) =>
        command.With(talk.Prompt, talk.Title, talk.Environment.Env, talk.Environment.EnvFile, talk.Skills, talk.NoStream);

    private static async Task<int> RunRootAsync(CommandContext context, string? agent, string? words, string? agentOption, string? resume,
        TalkOptions talk)
    {
        string?[] given = [.. new[] { agent, agentOption, resume }.Where(text => text is not null)];
        if (given.Length > 1)
        {
            throw CliException.Usage("Name one agent, or one session to resume.");
        }

        if (resume is not null)
        {
            return await Conversation.ResumeAsync(context, await SessionFinder.FindAsync(context, resume), talk);
        }

        if (given.Length == 1)
        {
            Agent found = agent is null ? await AgentFinder.FindAsync(context, agentOption!)
                : await AgentFinder.FindOrCommandAsync(context, agent);
            if (words is not null && context.Value(talk.Prompt) is not null)
            {
                throw CliException.Usage("The first message is given twice: after the agent and with --prompt.");
            }

            return await Conversation.StartAsync(context, found, talk, words);
        }

        return await Welcome.RunAsync(context, talk);
    }
}
