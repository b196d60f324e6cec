using System.Diagnostics;
using System.Text;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Rendering;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The chat of scripts: every line of the input is a turn, in order; the output is what the agent says and nothing else. What goes wrong is said on the error output.</summary>
internal sealed class PipedChat(ChatOptions options)
{
    public async Task<int> RunAsync(Session session, CancellationToken cancellationToken)
    {
        StreamWriter output = TerminalDevice.OpenOutput();
        await using (output.ConfigureAwait(false))
        {
            using TextReader input = Console.IsInputRedirected ? new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false)) : TextReader.Synchronized(Console.In);
            if (session.Status == SessionStatus.Creating)
            {
                await session.WaitUntilReadyAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            int code = ExitCodes.Ok;
            string? line = options.FirstPrompt ?? await ReadAsync(input, cancellationToken).ConfigureAwait(false);
            while (line is not null)
            {
                if (!string.IsNullOrWhiteSpace(line) && !await TurnAsync(session, line, output, cancellationToken).ConfigureAwait(false))
                {
                    code = ExitCodes.SessionOrTurnFailed;
                }

                line = await ReadAsync(input, cancellationToken).ConfigureAwait(false);
            }

            return code;
        }
    }

    // A read of the standard input can't be cancelled; the process ends all the same.
    private static async Task<string?> ReadAsync(TextReader input, CancellationToken cancellationToken) =>
        await Task.Run(input.ReadLine, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);

    /// <returns>Whether the turn succeeded.</returns>
    private async Task<bool> TurnAsync(Session session, string text, TextWriter output, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        PipedText shown = new(output);
        Reply? reply = null;
        await foreach (TurnUpdate update in TurnUpdates.Send(session, text, options.Stream, abortWhenAbandoned: true, cancellationToken).ConfigureAwait(false))
        {
            reply = (update as TurnCompleted)?.Reply ?? reply;
            if (options.Json)
            {
                if (TurnJson.Line(update, Stopwatch.GetElapsedTime(start)) is { } line)
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

        if (reply?.Error is { } error && !options.Json)
        {
            await Console.Error.WriteLineAsync(SafeText.Line($"lap: the turn {(error.IsAbort ? "was aborted" : "failed")}: {error.Message ?? error.Name}")).ConfigureAwait(false);
        }

        return reply?.IsError != true;
    }
}
