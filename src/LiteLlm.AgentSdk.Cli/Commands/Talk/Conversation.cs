using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Chat;
using LiteLlm.AgentSdk.Cli.Commands.Account;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>Opens or continues a session, in the chat or in the terminal, depending on its harness.</summary>
internal static class Conversation
{
    private const string AddressVariable = "LAP_TTY_FALLBACK";
    private const string TokenVariable = "LAP_TTY_TOKEN";

    public static async Task<int> StartAsync(CommandContext context, Agent agent, TalkOptions talk, string? words = null)
    {
        // This is checked first: without a terminal the session would be useless.
        RequireTerminal(context, agent.SupportsTui, $"Agent {agent.Name ?? agent.Id}", $"lap run {agent.Id}");
        EnvironmentVariables? variables = talk.Environment.Read(context);
        string? first = words ?? context.Value(talk.Prompt);
        if (!agent.SupportsTui && !context.Printer.HasTerminal && first is null)
        {
            first = await ReadFirstAsync(context);
        }

        SessionCreateOptions options = new()
        {
            Title = context.Value(talk.Title),
            EnvVars = variables,
            SkillIds = await SkillFinder.FindIdsAsync(context, context.Value(talk.Skills)),

            // A chat sends its first message itself; in a terminal the platform types it. Both show the start of the sandbox.
            InitialPrompt = agent.SupportsTui ? first : null,
            WaitUntilReady = false,
        };
        context.Printer.Info(SessionOpener.Describe(agent));
        Session session = await SessionOpener.OpenAsync(context, agent, options, printsAfterSuccess: !context.Printer.IsQuiet
            || IsInteractive(context));
        SessionCreateOptions again = new()
        {
            Title = options.Title,
            EnvVars = options.EnvVars,
            SkillIds = options.SkillIds,
            WaitUntilReady = false,
        };
        return await TalkAsync(context, session, agent.SupportsTui, talk, agent, first, isResumed: false, again);
    }

    public static async Task<int> ResumeAsync(CommandContext context, Session session, TalkOptions talk)
    {
        RequireTerminal(context, session.SupportsTui, $"Session {session.Id}", $"lap sessions attach {session.Id}");
        Agent? agent = await AgentFinder.TryGetAsync(context, session.AgentId);
        if (agent is not null)
        {
            context.Printer.Info(SessionOpener.Describe(agent));
        }

        Farewell.PrintAtEnd(context, session, printsAfterSuccess: !context.Printer.IsQuiet || IsInteractive(context));
        return await TalkAsync(context, session, session.SupportsTui, talk, agent, context.Value(talk.Prompt), isResumed: true);
    }

    private static bool IsInteractive(CommandContext context) => context.Printer.HasTerminal && !context.Json;

    private static void RequireTerminal(CommandContext context, bool isTerminal, string what, string command)
    {
        if (isTerminal && !TerminalDevice.IsInteractive)
        {
            throw CliException.Usage($"{what} needs a terminal: run '{command}' in one.");
        }
    }

    /// <summary>Reads the first message before a session is opened, because an unused session costs as much as any other.</summary>
    private static async Task<string> ReadFirstAsync(CommandContext context)
    {
        while (await PipedInput.ReadLineAsync(context.Cancellation) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                return line;
            }
        }

        throw CliException.Usage(
            "There is nothing to send, and no session was opened: give the first message with --prompt, or lines on standard input.");
    }

    private static async Task<int> TalkAsync(
        CommandContext context, Session session, bool isTerminal, TalkOptions talk, Agent? agent, string? first, bool isResumed,
            SessionCreateOptions? again = null)
    {
        context.Printer.Info($"Session {session.Id}");
        context.Printer.Flush();
        string name = agent?.Name ?? session.AgentId;
        bool isChat = !isTerminal && IsInteractive(context) && TerminalDevice.IsInteractive;
        string restart = isChat ? "/restart" : $"'lap sessions restart {session.Id}'";
        if (isResumed && await DeadSession.DescribeAsync(session, name, restart, context.Cancellation) is { } dead)
        {
            context.Printer.WriteNote(dead);
        }

        // Ctrl-C ends this wait. Later it is a key that aborts a turn or goes to the program in the sandbox.
        await SessionOpener.WaitAsync(context, session);
        if (isTerminal)
        {
            context.Interrupts.ReleaseInterrupt();
            int code = await TerminalRunner.RunAsync(
                session, context.Printer, Environment.GetEnvironmentVariable(AddressVariable),
                    Environment.GetEnvironmentVariable(TokenVariable), context.Cancellation);
            return code;
        }

        ChatOptions options = new()
        {
            Stream = !context.Value(talk.NoStream),
            Json = context.Json,
            Quiet = context.Printer.IsQuiet,
            IsResumed = isResumed,
            FirstPrompt = first,
            New = again,
            Opened = opened => Farewell.PrintAtEnd(context, opened, printsAfterSuccess: true),
        };
        if (!isChat)
        {
            return await new PipedChat(context.Platform, context.Printer, options).RunAsync(session, context.Cancellation);
        }

        context.Interrupts.ReleaseInterrupt();
        return await new InteractiveChat(context.Platform, options).RunAsync(session, context.Cancellation);
    }
}
