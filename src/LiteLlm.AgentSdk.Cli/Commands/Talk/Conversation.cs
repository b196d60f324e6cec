using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Chat;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>Opens a session or goes on with one, and gives it to the chat or to the terminal, whichever its harness takes.</summary>
internal static class Conversation
{
    private const string AddressVariable = "LAP_TTY_FALLBACK";
    private const string TokenVariable = "LAP_TTY_TOKEN";

    public static async Task<int> StartAsync(CommandContext context, Agent agent, TalkOptions talk)
    {
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
        return await TalkAsync(context, session, agent.SupportsTui, talk);
    }

    public static Task<int> ResumeAsync(CommandContext context, Session session, TalkOptions talk) =>
        TalkAsync(context, session, session.SupportsTui, talk);

    private static async Task<int> TalkAsync(CommandContext context, Session session, bool isTerminal, TalkOptions talk)
    {
        Printer printer = context.Printer;
        bool interactive = printer.IsInTerminal && printer.IsOutTerminal;
        if (isTerminal && !interactive)
        {
            throw CliException.Usage($"Session {session.Id} is a terminal: it needs one here too ('lap sessions attach {session.Id}').");
        }

        printer.Flush();
        if (interactive)
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
            Quiet = printer.IsQuiet,
            FirstPrompt = context.Value(talk.Prompt),
            Interactive = interactive && !context.Json,
        };
        return await new ChatRunner(context.Platform, options).RunAsync(session, context.Cancellation);
    }
}
