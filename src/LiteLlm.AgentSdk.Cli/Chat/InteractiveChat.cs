using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Chat.Editing;
using LiteLlm.AgentSdk.Cli.Rendering;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The chat with somebody at the keyboard.</summary>
internal sealed class InteractiveChat(AgentPlatformClient platform, ChatOptions options)
{
    // A block that is pasted comes between marks, so that its line breaks are no Enter keys.
    private const string EnterSequences = "\e[?2004h";
    private const string LeaveSequences = "\e[?2004l\e[0m";

    public async Task<int> RunAsync(Session session, CancellationToken cancellationToken)
    {
        using TerminalDevice device = TerminalDevice.Open();
        StreamWriter output = TerminalDevice.OpenOutput();
        await using (output.ConfigureAwait(false))
        {
            ChatScreen screen = new(output, TerminalDevice.HasColours, () => device.Size.Columns);
            try
            {
                using RawMode raw = RawMode.Enter(device, RawModeKind.Keys, EnterSequences, LeaveSequences);
                using KeySource source = new(device);
                raw.Continued = source.Redraw;
                return await ChatAsync(session, screen, new KeyFeed(source.Keys), device, raw.Suspend, cancellationToken)
                    .ConfigureAwait(false);
            }
            finally
            {
                screen.Settle();
                screen.Flush();
            }
        }
    }

    private async Task<int> ChatAsync(Session session, ChatScreen screen, KeyFeed keys, TerminalDevice device, Action suspend,
        CancellationToken cancellationToken)
    {
        ChatTotals totals = new();
        ChatCommands commands = new(platform, session, screen, new SkillLibrary(platform), totals);
        commands.Stream(options.Stream);
        MessageHistory history = MessageHistory.Of(session.PlatformUrl, session.AgentId);
        ChatPrompt prompt = new(screen, keys, commands, () => device.Size, history, suspend);
        if (!options.Quiet)
        {
            screen.Line("/help shows more.", TextStyle.Dim);
        }

        if (options.IsResumed && await ComeBackAsync(session, screen, cancellationToken).ConfigureAwait(false) is { } running)
        {
            screen.Line(TurnUpdates.Following, TextStyle.Notice);
            if (await FollowAsync(stop => TurnUpdates.Resume(platform, session, running, stop)).ConfigureAwait(false) is { } left)
            {
                return left;
            }
        }

        string? message = options.FirstPrompt;
        if (message is not null)
        {
            screen.Line("> " + message, TextStyle.Bold);
        }

        while (true)
        {
            commands.LastMessage = message ?? commands.LastMessage;
            if (message is { } sent
                && await FollowAsync(stop =>
                    TurnUpdates.Send(session, sent, commands.IsStreamed, abortWhenAbandoned: false,
                    stop)).ConfigureAwait(false) is { } code)
            {
                return code;
            }

            (EditorOutcome how, string text) = await prompt.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (how != EditorOutcome.Submitted)
            {
                return how == EditorOutcome.EndOfInput ? ExitCodes.Ok : ExitCodes.Interrupted;
            }

            if (text.StartsWith('!'))
            {
                screen.Line("A line that begins with '!' is a command of a shell elsewhere: it was not sent. Put a blank in "
                    + "front of it to send it.", TextStyle.Notice);
                message = null;
                continue;
            }

            (message, bool isOver) = text.StartsWith('/')
                ? await CommandAsync(commands, screen, text, cancellationToken).ConfigureAwait(false) : (text.Trim(), false);
            if (isOver)
            {
                return ExitCodes.Ok;
            }
        }

        // The exit code, if the user leaves in the middle of the turn.
        async Task<int?> FollowAsync(Func<CancellationToken, IAsyncEnumerable<TurnUpdate>> turn)
        {
            TurnEnd end = await new InteractiveTurn(session, screen, keys, totals, options, suspend)
                .RunAsync(turn, cancellationToken).ConfigureAwait(false);
            if (end == TurnEnd.NotWaitedFor)
            {
                screen.Line("Stopped waiting. Whether the message has started a turn is not known; to send it again may cost a second one.",
                    TextStyle.Notice);
            }
            else if (end is TurnEnd.Left or TurnEnd.Interrupted)
            {
                screen.Line(end == TurnEnd.Left ? "The turn goes on without you." : "Left in the middle of the turn.", TextStyle.Notice);
                return end == TurnEnd.Left ? ExitCodes.Ok : ExitCodes.Interrupted;
            }

            screen.EmptyLine();
            return null;
        }
    }

    /// <summary>Shows where the conversation was.</summary>
    /// <returns>What was said, if a turn still runs; null if none does.</returns>
    private async Task<EarlierTurns?> ComeBackAsync(Session session, ChatScreen screen, CancellationToken cancellationToken)
    {
        try
        {
            EarlierTurns earlier = await EarlierTurns.ReadAsync(session, cancellationToken).ConfigureAwait(false);
            if (!options.Quiet)
            {
                earlier.Show(screen, session.Id);
            }

            return earlier.Running is null ? null : earlier;
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            screen.Line($"What was said before could not be read: {ErrorReport.Explain(e).Message}", TextStyle.Notice);
            return null;
        }
    }

    private static async Task<(string? Message, bool IsOver)> CommandAsync(ChatCommands commands, ChatScreen screen, string text,
        CancellationToken cancellationToken)
    {
        try
        {
            return await commands.RunAsync(text, cancellationToken).ConfigureAwait(false);
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            screen.Settle();
            screen.Line(ErrorReport.Explain(e).Message, TextStyle.Bad);
            return default;
        }
    }
}
