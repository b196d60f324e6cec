using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net.WebSockets;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>
/// The implementation of a terminal: one loop that reads the WebSocket, no faster than the caller reads the pipe, and reopens a lost
/// connection.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "They have no timer and no wait handle, so there is nothing to dispose.")]
internal sealed partial class TerminalPump
{
    /// <summary>The number of bytes to buffer for the reader before the socket is no longer read.</summary>
    internal const int MostWaiting = 64 * 1024;

    private const int ReceiveBytes = 16 * 1024;

    // The timeout for closing the connection.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);

    // After a connection has lasted this long, the count of attempts to reopen it starts again.
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);

    private readonly TerminalOpener _opener;
    private readonly Pipe _pipe =
        new(new PipeOptions(pauseWriterThreshold: MostWaiting, resumeWriterThreshold: MostWaiting / 2, useSynchronizationContext: false));
    private readonly CancellationTokenSource _lifetime = new();
    private readonly TaskCompletionSource<TerminalEnd> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TerminalSocket? _socket;
    private Task _running = Task.CompletedTask;
    private int _closing;
    private int _attempts;
    private int _reattachments;

    private TerminalPump(TerminalOpener opener)
    {
        _opener = opener;
        _size = opener.Size;
        Reader = new TerminalPipeReader(this, _pipe.Reader);
    }

    public string SessionId => _opener.SessionId;

    public PipeReader Reader { get; }

    public Task<TerminalEnd> Completion => _completion.Task;

    public int Reattachments => Volatile.Read(ref _reattachments);

    private bool IsClosing => Volatile.Read(ref _closing) != 0;

    public static async Task<TerminalPump> OpenAsync(TerminalOpener opener, CancellationToken cancellationToken)
    {
        TerminalSocket socket = await opener.OpenAsync(cancellationToken).ConfigureAwait(false);
        TerminalPump pump = new(opener);
        Log.TerminalOpened(opener.Transport.Logger, opener.SessionId, opener.Size.Columns, opener.Size.Rows);
        pump.Link(socket);
        pump._running = Task.Run(() => pump.RunAsync(socket), CancellationToken.None);
        return pump;
    }

    /// <summary>Closes the connection; the terminal's program continues. Completes when the loop has ended.</summary>
    public async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _closing, 1) == 0)
        {
            // Unread output must not block the loop.
            _pipe.Writer.CancelPendingFlush();
            TerminalSocket? socket;
            lock (_gate)
            {
                socket = _socket;
            }

            if (socket is not null)
            {
                await InTimeAsync(socket.CloseAsync()).ConfigureAwait(false);
                await InTimeAsync(_running).ConfigureAwait(false);
            }

            await _lifetime.CancelAsync().ConfigureAwait(false);
        }

        await _running.ConfigureAwait(false);
    }

    private async Task RunAsync(TerminalSocket socket)
    {
        TerminalEnd end;
        TerminalSocket? current = socket;
        try
        {
            do
            {
                long since = _opener.Transport.Time.GetTimestamp();
                using (_lifetime.Token.UnsafeRegister(static socket => ((TerminalSocket)socket!).Abort(), current))
                {
                    end = await ReceiveAllAsync(current).ConfigureAwait(false);
                }

                Link(null);
                current.Dispose();
                _attempts = _opener.Transport.Time.GetElapsedTime(since) >= Steady ? 0 : _attempts;
                bool again = !IsClosing && _opener.Reattaches && end.Reason is TerminalEndReason.Dropped or TerminalEndReason.PodRestarted;
                (current, end) = again ? await ReattachAsync(end).ConfigureAwait(false) : (null, end);
            }
            while (current is not null);
        }
        catch (Exception e)
        {
            // Unexpected: ends the terminal, so that no reader waits forever.
            end = new() { Reason = TerminalEndReason.Dropped, Message = "the connection was lost", Error = Failure(e) };
        }

        Finish(end);
    }

    /// <summary>Passes the received bytes to the pipe until the connection ends.</summary>
    private async Task<TerminalEnd> ReceiveAllAsync(TerminalSocket socket)
    {
        ExitMarker marker = new();
        bool isRead = true;
        while (true)
        {
            Memory<byte> memory = _pipe.Writer.GetMemory(ReceiveBytes);
            ValueWebSocketReceiveResult received;
            try
            {
                received = await socket.ReceiveAsync(memory).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                return EndOf(null, marker, e);
            }

            if (received.MessageType == WebSocketMessageType.Close)
            {
                int? code = socket.CloseCode;
                await InTimeAsync(socket.CloseAsync()).ConfigureAwait(false);
                return EndOf(code, marker, null);
            }

            marker.Add(memory.Span[..received.Count]);
            if (isRead)
            {
                _pipe.Writer.Advance(received.Count);
                FlushResult flushed = await _pipe.Writer.FlushAsync().ConfigureAwait(false);
                isRead = !flushed.IsCompleted && !flushed.IsCanceled;
            }
        }
    }

    private TerminalEnd EndOf(int? code, ExitMarker marker, Exception? broken)
    {
        (TerminalEndReason reason, string message) = code switch
        {
            _ when IsClosing => (TerminalEndReason.Closed, "this program closed the connection"),
            1008 => (TerminalEndReason.Refused, "the server rejected the token (1008)"),
            _ when marker.IsSeen => (TerminalEndReason.ProgramEnded, "the terminal's program has ended"),
            1001 or 1012 => (TerminalEndReason.PodRestarted, $"the terminal's server is restarting ({code})"),
            null => (TerminalEndReason.Dropped, "the connection was lost"),
            _ => (TerminalEndReason.ServerClosed, $"the server closed the connection ({code})"),
        };
        return new()
        {
            Reason = reason,
            CloseCode = code,
            Message = message,
            Error = reason == TerminalEndReason.Dropped && broken is not null ? Failure(broken) : null,
        };
    }

    private async Task<(TerminalSocket? Socket, TerminalEnd End)> ReattachAsync(TerminalEnd lost)
    {
        HealingOptions healing = _opener.Transport.Options.Healing;
        CancellationToken cancellationToken = _lifetime.Token;
        AgentPlatformException? failure = lost.Error;
        for (int tries = 1; ++_attempts <= healing.MaxAttempts; tries++)
        {
            Log.TerminalReattaching(_opener.Transport.Logger, SessionId, _attempts, failure?.Message ?? lost.Message);
            try
            {
                await Task.Delay(healing.PauseBefore(_attempts), _opener.Transport.Time, cancellationToken).ConfigureAwait(false);
                TerminalTarget target = await _opener.FindAgainAsync(cancellationToken).ConfigureAwait(false);
                if (await ConnectAgainAsync(target, cancellationToken).ConfigureAwait(false) is (var socket, var refused) && socket is null)
                {
                    failure = refused;
                    continue;
                }

                Reattached(lost, tries);
                return (socket, lost);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return (null, EndOf(null, new ExitMarker(), null));
            }
            catch (AgentPlatformAuthenticationException e)
            {
                return (null, lost with { Reason = TerminalEndReason.Refused, Message = e.Message, Error = e });
            }
            catch (AgentPlatformException e) when (e is SessionFailedException or AgentPlatformNotFoundException)
            {
                return (null, lost with { Reason = TerminalEndReason.SessionEnded, Message = e.Message, Error = e });
            }
            catch (AgentPlatformException e) when (e is TerminalUnavailableException or AgentPlatformValidationException)
            {
                return (null, lost with { Message = $"{lost.Message}; {e.Message}", Error = e });
            }
            catch (AgentPlatformException e)
            {
                failure = e;
            }
        }

        return (null, failure is null ? lost
            : lost with { Message = $"{lost.Message}, and could not be restored: {failure.Message}", Error = failure });
    }

    /// <summary>
    /// Opens a new connection. Returns an exception if it fails for a reason that may pass, because the terminal's server may still be
    /// restarting.
    /// </summary>
    private async Task<(TerminalSocket? Socket, AgentPlatformException? Failure)> ConnectAgainAsync(TerminalTarget target,
        CancellationToken cancellationToken)
    {
        TerminalSocket socket;
        TerminalSize size = Size;
        try
        {
            socket = await _opener.ConnectAsync(target, size, once: true, cancellationToken).ConfigureAwait(false);
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            return (null, e);
        }

        Link(socket);
        if (size != Size)
        {
            // The size changed while there was no connection.
            await SendSizeAsync(socket, cancellationToken).ConfigureAwait(false);
        }

        return (socket, null);
    }

    private void Reattached(TerminalEnd lost, int attempts)
    {
        int count = Interlocked.Increment(ref _reattachments);
        Log.TerminalReattached(_opener.Transport.Logger, SessionId, count);
        try
        {
            _opener.Reattached?.Report(new TerminalReattached { SessionId = SessionId, Count = count, Attempts = attempts, Lost = lost });
        }
        catch (Exception e)
        {
            // The caller's callback failed; this does not affect the terminal.
            Log.TerminalObserverFailed(_opener.Transport.Logger, SessionId, e.GetType().Name);
        }
    }

    private void Finish(TerminalEnd end)
    {
        Log.TerminalEnded(_opener.Transport.Logger, SessionId, end.Reason);
        _completion.TrySetResult(end);
        Link(null);

        // After the completion, so that the reason is available to a caller that has read the output to the end.
        _pipe.Writer.Complete();
    }

    /// <summary>Sets the connection to write to, or null if there is none, and wakes writers that wait for one.</summary>
    private void Link(TerminalSocket? socket)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _socket = socket;
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.TrySetResult();
    }

    private async Task InTimeAsync(Task task)
    {
        try
        {
            await task.WaitAsync(Linger, _opener.Transport.Time).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The connection ends anyway.
            _ = task.ContinueWith(static late =>
                late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    private AgentPlatformConnectionException Failure(Exception e) =>
        new($"The connection to the terminal of session {SessionId} broke.", Redactor.Cause(e, _opener.Secrets)) { IsTransient = true };
}
