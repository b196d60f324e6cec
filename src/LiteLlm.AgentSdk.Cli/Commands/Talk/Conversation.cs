using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Chat;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>Opens a session or goes on with one, and gives it to the chat or to the terminal, whichever its harness takes.</summary>
internal static class Conversation
{
    private const string AddressVariable = "LAP_TTY_FALLBACK";
    private const string TokenVariable = "LAP_TTY_TOKEN";

    public static async Task<int> StartAsync(CommandContext context, Agent agent, TalkOptions talk)
    {
        // Ahead of the session, which nobody could use.
        RequireTerminal(context, agent.SupportsTui, $"Agent {agent.Name ?? agent.Id}", $"lap run {agent.Id}");
        SessionCreateOptions options = new()
        {
            Title = context.Value(talk.Title),
            EnvVars = talk.Environment.Read(context),
            SkillIds = await SkillFinder.FindIdsAsync(context, context.Value(talk.Skills)),

            // A chat sends its first message itself; to a terminal the platform types it. Both show the sandbox starting.
            InitialPrompt = agent.SupportsTui ? context.Value(talk.Prompt) : null,
            WaitUntilReady = false,
        };
        Session session = await agent.CreateSessionAsync(options, context.Cancellation);
        return await TalkAsync(context, session, agent.SupportsTui, talk, isResumed: false);
    }

    public static Task<int> ResumeAsync(CommandContext context, Session session, TalkOptions talk)
    {
        RequireTerminal(context, session.SupportsTui, $"Session {session.Id}", $"lap sessions attach {session.Id}");
        return TalkAsync(context, session, session.SupportsTui, talk, isResumed: true);
    }

    private static bool HasTerminal(CommandContext context) => context.Printer.IsInTerminal && context.Printer.IsOutTerminal;

    private static void RequireTerminal(CommandContext context, bool isTerminal, string what, string command)
    {
        if (isTerminal && !HasTerminal(context))
        {
            throw CliException.Usage($"{what} is used by keyboard and screen, and here is no terminal: run '{command}' in one.");
        }
    }

    private static async Task<int> TalkAsync(CommandContext context, Session session, bool isTerminal, TalkOptions talk, bool isResumed)
    {
        bool interactive = HasTerminal(context) && !context.Json;
        context.Printer.Flush();
        if (interactive || isTerminal)
        {
            // From here on Ctrl-C is a key: it aborts a turn, or goes to the program in the sandbox.
            context.Interrupts.LeaveInterrupt();
        }

        if (isTerminal)
        {
            return await TerminalRunner.RunAsync(
                context.Platform, session, Environment.GetEnvironmentVariable(AddressVariable), Environment.GetEnvironmentVariable(TokenVariable), context.Cancellation);
        }

        ChatOptions options = new()
        {
            Stream = !context.Value(talk.NoStream),
            Json = context.Json,
            Quiet = context.Printer.IsQuiet,
            IsResumed = isResumed,
            FirstPrompt = context.Value(talk.Prompt),
            Interactive = interactive,
        };
        return await new ChatRunner(context.Platform, options).RunAsync(session, context.Cancellation);
    }
}
