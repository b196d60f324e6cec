using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Talk;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>
/// Connects the user to a session's terminal until the user detaches or the terminal ends. This class reconnects, and not the SDK, so that
/// the user sees at once that a connection was lost, why, and whether the session is alive.
/// </summary>
internal sealed class TerminalAttachment(Session session, TerminalDevice device, Printer printer, TerminalOptions options)
{
    private const int MostAttempts = 12;

    // Uses the alternate screen, so that the program does not overwrite the user's screen.
    private const string EnterScreen = "\e[?1049h\e[2J\e[H";

    // The program may have left the terminal in any state: colours, margins, character set, keypad, mouse, focus, paste and keyboard modes,
    // the cursor.
    private const string LeaveScreen =
        "\e[0m\e(B\e[r\e[?6l\e[?7h\e[?1l\e>"
        + "\e[?1000l\e[?1002l\e[?1003l\e[?1004l\e[?1005l\e[?1006l\e[?1015l\e[?2004l\e[<u\e[>4;0m\e[0 q\e[?25h\e[?1049l";

    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(1);

    private readonly Channel<ReadOnlyMemory<byte>> _keys = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new() { SingleReader = true });
    private readonly Stream _screen = StandardStreams.OpenOutput();
    private volatile Terminal? _terminal;
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isDetached;
    private int _attempts;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // The first connection is made before raw mode, so that its failure is reported like any other error.
        Terminal terminal = await OpenAsync(cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        TerminalEnd? end;
        using (RawMode.Enter(device, RawModeKind.Everything, EnterScreen, LeaveScreen))
        {
            using TerminalInput input = new(device);
            using WindowSizeWatch watch = new(device, size => _ = ResizeAsync(size));
            Task scanning = ScanAsync(input.Chunks, stop);
            Task sending = SendAsync(stop.Token);
            try
            {
                end = await FollowAsync(terminal, stop.Token).ConfigureAwait(false);
            }
            finally
            {
                await stop.CancelAsync().ConfigureAwait(false);
                await Task.WhenAll(scanning, sending).ConfigureAwait(false);
            }
        }

        int code = await WriteEndAsync(end, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return code;
    }

    /// <returns>How the terminal ended; null if the user detached.</returns>
    private async Task<TerminalEnd?> FollowAsync(Terminal? terminal, CancellationToken stop)
    {
        TerminalEnd? end = null;
        while (terminal is not null)
        {
            _terminal = terminal;
            await using (terminal.ConfigureAwait(false))
            {
                end = await ShowAsync(terminal, stop).ConfigureAwait(false);
                _terminal = null;
            }

            if (end is null || end.Reason is TerminalEndReason.ProgramEnded or TerminalEndReason.SessionEnded or TerminalEndReason.Closed)
            {
                return end;
            }

            (terminal, end) = await ReattachAsync(end, stop).ConfigureAwait(false);
        }

        return end;
    }

    /// <summary>Shows the output until the connection ends.</summary>
    private async Task<TerminalEnd?> ShowAsync(Terminal terminal, CancellationToken stop)
    {
        byte[] buffer = new byte[32 * 1024];
        long start = Stopwatch.GetTimestamp();
        try
        {
            while (await terminal.ReadAsync(buffer, stop).ConfigureAwait(false) is var count and > 0)
            {
                await _screen.WriteAsync(buffer.AsMemory(0, count), stop).ConfigureAwait(false);
            }

            // A connection that is lost at once counts as a failed attempt.
            _attempts = Stopwatch.GetElapsedTime(start) > s_longestPause ? 0 : _attempts;
            return await terminal.Completion.WaitAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<(Terminal? Terminal, TerminalEnd? End)> ReattachAsync(TerminalEnd lost, CancellationToken stop)
    {
        try
        {
            while (++_attempts <= MostAttempts)
            {
                string state = await DescribeSessionAsync(stop).ConfigureAwait(false);
                string attempt = $"attaching again, attempt {_attempts} of {MostAttempts} (Ctrl-D leaves)";
                await WriteNoticeAsync($"The connection is lost: {lost.Message}. {state}; {attempt}", stop).ConfigureAwait(false);
                if (HasEnded)
                {
                    return (null, lost);
                }

                TimeSpan pause = s_firstPause * Math.Pow(2, _attempts - 1);
                await Task.Delay(pause < s_longestPause ? pause : s_longestPause, stop).ConfigureAwait(false);
                try
                {
                    Terminal terminal = await OpenAsync(stop).ConfigureAwait(false);
                    await WriteAsync("\e[2J\e[H", stop).ConfigureAwait(false);
                    return (terminal, null);
                }
                catch (AgentPlatformException e) when (e is AgentPlatformAuthenticationException or SessionFailedException
                    or AgentPlatformNotFoundException)
                {
                    return (null,
                        lost with
                        {
                            Reason = e is AgentPlatformAuthenticationException ? TerminalEndReason.Refused
                        : TerminalEndReason.SessionEnded,
                            Message = e.Message,
                            Error = e
                        });
                }
                catch (AgentPlatformException e)
                {
                    lost = lost with { Message = e.Message.TrimEnd('.'), Error = e };
                }
            }

            return (null, lost);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (null, null);
        }
    }

    private bool HasEnded => Farewell.HasEnded(session);

    /// <summary>Describes whether the session is alive.</summary>
    private async Task<string> DescribeSessionAsync(CancellationToken cancellationToken)
    {
        try
        {
            await session.RefreshAsync(cancellationToken).ConfigureAwait(false);
            return HasEnded ? $"The session is {session.Status}: {session.FailureReason ?? "the platform gives no reason"}"
                : $"The session is {session.Status}";
        }
        catch (AgentPlatformException e)
        {
            return $"The platform can't be asked about the session ({e.Message.TrimEnd('.')})";
        }
    }

    private Task<Terminal> OpenAsync(CancellationToken cancellationToken)
    {
        WindowSize size = device.Size;
        return session.OpenTerminalAsync(
            new TerminalOptions
            {
                Columns = size.Columns,
                Rows = size.Rows,
                Address = options.Address,
                Token = options.Token,
                Reattach = options.Reattach
            }, cancellationToken);
    }

    /// <summary>Checks for Ctrl-D before the keys are sent, so that it works without a connection.</summary>
    private async Task ScanAsync(ChannelReader<byte[]> chunks, CancellationTokenSource stop)
    {
        DetachScanner scanner = new();
        try
        {
            await foreach (byte[] chunk in chunks.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                int? detach = scanner.Find(chunk);
                _keys.Writer.TryWrite(chunk.AsMemory(0, detach ?? chunk.Length));
                if (detach is not null)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }

        _isDetached = true;
        _keys.Writer.Complete();
        await Task.WhenAny(_sent.Task, Task.Delay(s_lastWords, CancellationToken.None)).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
    }

    private async Task SendAsync(CancellationToken stop)
    {
        try
        {
            await foreach (ReadOnlyMemory<byte> keys in _keys.Reader.ReadAllAsync(stop).ConfigureAwait(false))
            {
                try
                {
                    // Keys that are typed without a connection are dropped, because the screen can be different after it.
                    if (_terminal is { } terminal)
                    {
                        await terminal.WriteAsync(keys, stop).ConfigureAwait(false);
                    }
                }
                catch (AgentPlatformException)
                {
                    // The loop that reads the output gets the same failure, and reports it.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The user detached.
        }
        finally
        {
            _sent.SetResult();
        }
    }

    private async Task ResizeAsync(WindowSize size)
    {
        try
        {
            await (_terminal?.ResizeAsync(size.Columns, size.Rows) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (AgentPlatformException)
        {
            // The next connection sends its current size.
        }
    }

    private Task WriteNoticeAsync(string text, CancellationToken cancellationToken) =>
        WriteAsync($"\r\n\e[0;7m {SafeText.Line(text)} \e[0m\r\n", cancellationToken);

    private async Task WriteAsync(string text, CancellationToken cancellationToken) =>
        await _screen.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);

    private async Task<int> WriteEndAsync(TerminalEnd? end, CancellationToken cancellationToken)
    {
        string? message = end is null ? null : SafeText.Line(end.Message.TrimEnd('.'));
        (string text, int code) = end?.Reason switch
        {
            null when _isDetached => ($"Detached.", ExitCodes.Ok),
            null => ($"Interrupted.", ExitCodes.Interrupted),
            TerminalEndReason.ProgramEnded => ($"The agent's program has ended.", ExitCodes.Ok),
            TerminalEndReason.Refused => ($"The terminal refuses the connection: {message}.", ExitCodes.Authentication),
            TerminalEndReason.SessionEnded => ($"The session has ended: {message}.", ExitCodes.SessionOrTurnFailed),
            _ when HasEnded =>
                ($"The session is {session.Status}: {SafeText.Line(session.FailureReason ?? message ?? "")}.",
                ExitCodes.SessionOrTurnFailed),
            _ => ($"The connection is lost: {message}. {await DescribeSessionAsync(cancellationToken).ConfigureAwait(false)}.",
                ExitCodes.Failed),
        };

        printer.WriteNote(text);
        return code;
    }
}
