using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Chat.Editing;
using LiteLlm.AgentSdk.Cli.Rendering;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The interactive chat in a terminal.</summary>
internal sealed class InteractiveChat(AgentPlatformClient platform, ChatOptions options)
{
    // Pasted blocks are enclosed in marks, so that their line breaks are not Enter keys.
    private const string EnterSequences = "\e[?2004h";
    private const string LeaveSequences = "\e[?2004l\e[0m";

    private bool _isFirst = true;

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
                KeyFeed keys = new(source.Keys);
                Session? next = session;
                int code = ExitCodes.Ok;
                while (next is not null)
                {
                    (code, next) = await ChatAsync(
                        next, screen, keys, device, raw.Suspend, action => source.Pause(() => raw.RunSuspended(action)), cancellationToken)
                        .ConfigureAwait(false);
                    if (next is not null)
                    {
                        _isFirst = false;
                        options.Opened?.Invoke(next);
                        await StartupView.WaitAsync(next, screen, options.Quiet, cancellationToken).ConfigureAwait(false);
                    }
                }

                return code;
            }
            finally
            {
                screen.ClearStatus();
                screen.Flush();
            }
        }
    }

    /// <returns>The exit code, and the session to continue with; null if the chat is over.</returns>
    private async Task<(int Code, Session? Next)> ChatAsync(Session session, ChatScreen screen, KeyFeed keys, TerminalDevice device,
        Action suspend, Action<Action> runSuspended, CancellationToken cancellationToken)
    {
        ChatTotals totals = new();
        ChatCommands commands = new(platform, session, screen, new SkillLibrary(platform), totals, options, runSuspended);
        commands.Stream(options.Stream);
        MessageHistory history = MessageHistory.Of(session.PlatformUrl, session.AgentId);
        ChatPrompt prompt = new(screen, keys, commands, () => device.Size, history, suspend, runSuspended);
        if (!options.Quiet && _isFirst)
        {
            screen.Line("/help shows more.", TextStyle.Dim);
        }

        if (_isFirst && options.IsResumed
            && await ShowEarlierTurnsAsync(session, screen, cancellationToken).ConfigureAwait(false) is { } running)
        {
            screen.Line(TurnUpdates.Following, TextStyle.Notice);
            if (await FollowAsync(stop => TurnUpdates.Resume(platform, session, running, stop)).ConfigureAwait(false) is { } left)
            {
                return (left, null);
            }
        }

        SendOptions? message = _isFirst && options.FirstPrompt is { } first ? new SendOptions { Text = first } : null;
        if (message is not null)
        {
            screen.Line("> " + message.Text, TextStyle.Bold);
        }

        while (true)
        {
            commands.LastMessage = message ?? commands.LastMessage;
            if (message is { } sent
                && await FollowAsync(stop =>
                    TurnUpdates.Send(session, sent, commands.IsStreamed, abortWhenAbandoned: false,
                    stop)).ConfigureAwait(false) is { } code)
            {
                return (code, null);
            }

            (EditorOutcome how, string text) = await prompt.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (how != EditorOutcome.Submitted)
            {
                return (how == EditorOutcome.EndOfInput ? ExitCodes.Ok : ExitCodes.Interrupted, null);
            }

            ChatStep step = await ReadAsync(commands, screen, text, cancellationToken).ConfigureAwait(false);
            if (step.IsOver || step.Next is not null)
            {
                return (ExitCodes.Ok, step.Next);
            }

            if (step.Draft is { } draft)
            {
                prompt.Begin(draft);
            }

            message = step.Message;
        }

        // The exit code, if the user leaves during the turn.
        async Task<int?> FollowAsync(Func<CancellationToken, IAsyncEnumerable<TurnUpdate>> turn)
        {
            InteractiveTurn shown = new(session, screen, keys, totals, options, suspend);
            TurnEnd end = await shown.RunAsync(turn, cancellationToken).ConfigureAwait(false);
            commands.LastReply = shown.Reply ?? commands.LastReply;
            if (end == TurnEnd.NotWaitedFor)
            {
                screen.Line("Stopped waiting. It is unknown whether the message has started a turn; sending it again may start a "
                    + "second one.",
                    TextStyle.Notice);
            }
            else if (end is TurnEnd.Left or TurnEnd.Interrupted)
            {
                screen.Line(end == TurnEnd.Left ? "The turn continues in the session." : "Left during a turn.", TextStyle.Notice);
                return end == TurnEnd.Left ? ExitCodes.Ok : ExitCodes.Interrupted;
            }

            screen.EmptyLine();
            return null;
        }
    }

    /// <summary>Shows the last turns of the conversation.</summary>
    /// <returns>The earlier turns, if a turn still runs; otherwise, null.</returns>
    private async Task<EarlierTurns?> ShowEarlierTurnsAsync(Session session, ChatScreen screen, CancellationToken cancellationToken)
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
            screen.Line($"The earlier messages can't be read: {ErrorReport.Explain(e).Message}", TextStyle.Notice);
            return null;
        }
    }

    /// <summary>Converts typed text to a message, or runs the command in it.</summary>
    private static async Task<ChatStep> ReadAsync(ChatCommands commands, ChatScreen screen, string text,
        CancellationToken cancellationToken)
    {
        if (text.StartsWith('!'))
        {
            screen.Line("Lines that begin with '!' are not sent, because other tools run them as shell commands. Put a space before "
                + "it to send it.", TextStyle.Notice);
            return ChatStep.Stay;
        }

        try
        {
            return text.StartsWith('/') ? await commands.RunAsync(text, cancellationToken).ConfigureAwait(false)
                : new ChatStep(await FileReferences.ReadAsync(text.Trim(), notice => screen.Line(notice, TextStyle.Dim), cancellationToken)
                    .ConfigureAwait(false));
        }
        catch (Exception e) when (e is CliException or AgentPlatformException and not AgentPlatformAuthenticationException)
        {
            screen.ClearStatus();
            screen.Line(ErrorReport.Explain(e).Message, TextStyle.Bad);
            return ChatStep.Stay;
        }
    }
}
