using System.Diagnostics;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Account;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Rendering;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>
/// The chat for scripts and for terminals without escape sequences. Each input line is a turn. Replies go to stdout, and errors to
/// stderr.
/// </summary>
internal sealed class PipedChat(AgentPlatformClient platform, Printer printer, ChatOptions options)
{
    private const string Prompt = "> ";

    public async Task<int> RunAsync(Session session, CancellationToken cancellationToken)
    {
        StreamWriter output = TerminalDevice.OpenOutput();
        await using (output.ConfigureAwait(false))
        {
            int code = ExitCodes.Ok;
            if (options.IsResumed && await ReadRunningAsync(session, cancellationToken).ConfigureAwait(false) is { } running)
            {
                printer.Info(TurnUpdates.Following);
                code = await TurnAsync(
                    TurnUpdates.Resume(platform, session, running, cancellationToken), session.Id, output, cancellationToken)
                    .ConfigureAwait(false);
            }

            string? line = options.FirstPrompt ?? await ReadAsync(output, cancellationToken).ConfigureAwait(false);
            while (line is not null)
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    SendOptions message = new() { Text = line };
                    int turn = await TurnAsync(
                        TurnUpdates.Send(session, message, options.Stream, abortWhenAbandoned: true, cancellationToken), session.Id,
                            output, cancellationToken).ConfigureAwait(false);
                    code = turn == ExitCodes.Ok ? code : turn;
                }

                line = await ReadAsync(output, cancellationToken).ConfigureAwait(false);
            }

            return code;
        }
    }

    private async Task<string?> ReadAsync(StreamWriter output, CancellationToken cancellationToken)
    {
        if (printer.HasTerminal && !options.Json)
        {
            await output.WriteAsync(Prompt).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        return await PipedInput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<EarlierTurns?> ReadRunningAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            EarlierTurns earlier = await EarlierTurns.ReadAsync(session, cancellationToken).ConfigureAwait(false);
            return earlier.Running is null ? null : earlier;
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            printer.Info($"The earlier messages can't be read: {ErrorReport.Explain(e).Message}");
            return null;
        }
    }

    /// <returns>The exit code for the turn.</returns>
    private async Task<int> TurnAsync(
        IAsyncEnumerable<TurnUpdate> turn, string sessionId, StreamWriter output, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        PipedText shown = new(output, printer);
        Reply? reply = null;
        try
        {
            await foreach (TurnUpdate update in turn.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                reply = (update as TurnCompleted)?.Reply ?? reply;
                if (options.Json)
                {
                    if (TurnLine.Of(update, sessionId, Stopwatch.GetElapsedTime(start)) is { } line)
                    {
                        await output.WriteAsync(line).ConfigureAwait(false);
                        await output.WriteAsync('\n').ConfigureAwait(false);
                    }
                }
                else
                {
                    shown.Show(update);
                }

                await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // The text about an early end must begin on a new line.
            shown.EndLine();
            await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }

        if (reply?.Error is { } error && !options.Json)
        {
            printer.WriteError(SafeText.Line($"the turn {(error.IsAbort ? "was aborted" : "failed")}: {error.Message ?? error.Name}"));
        }

        return reply?.IsError == true ? ExitCodes.SessionOrTurnFailed : ExitCodes.Ok;
    }
}
