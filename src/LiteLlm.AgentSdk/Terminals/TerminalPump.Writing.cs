using System.Net.WebSockets;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Terminals;

/// <content>Sending keystrokes and sizes.</content>
internal sealed partial class TerminalPump
{
    // Small enough that a size can be sent between two frames, and large enough to be efficient.
    private const int FrameBytes = 32 * 1024;

    private readonly SemaphoreSlim _writers = new(1, 1);
    private readonly SemaphoreSlim _sizes = new(1, 1);
    private TerminalSize _size;

    public TerminalSize Size
    {
        get
        {
            lock (_gate)
            {
                return _size;
            }
        }
    }

    /// <summary>
    /// Sends keystrokes, not mixed with those of other writers. They are sent in binary frames, because the server would interpret a text
    /// frame such as <c>{"type":"resize",...}</c> as a change of the size.
    /// </summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> keys, CancellationToken cancellationToken)
    {
        await _writers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (keys.Length > 0)
            {
                ReadOnlyMemory<byte> frame = keys[..Math.Min(keys.Length, FrameBytes)];
                TerminalSocket socket = await LinkedAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    await socket.SendAsync(frame, WebSocketMessageType.Binary, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    throw Lost(e);
                }

                keys = keys[frame.Length..];
            }
        }
        finally
        {
            _writers.Release();
        }
    }

    /// <summary>Sends the size to the server. If there is no connection, the next one begins with this size.</summary>
    public async Task ResizeAsync(TerminalSize size, CancellationToken cancellationToken)
    {
        // One at a time, so that the size that the server receives last is the one that was requested last.
        await _sizes.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            TerminalSocket? socket;
            lock (_gate)
            {
                ThrowIfEnded();
                _size = size;
                socket = _socket;
            }

            if (socket is not null)
            {
                await SendSizeAsync(socket, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _sizes.Release();
        }
    }

    private async Task SendSizeAsync(TerminalSocket socket, CancellationToken cancellationToken)
    {
        try
        {
            await socket.SendAsync(Size.ToFrame(), WebSocketMessageType.Text, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The connection is lost. If there is a next one, it begins with the size.
        }
    }

    private async Task<TerminalSocket> LinkedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                ThrowIfEnded();
                if (_socket is { } socket)
                {
                    return socket;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void ThrowIfEnded()
    {
        if (Completion.IsCompletedSuccessfully)
        {
            TerminalEnd end = Completion.Result;
            throw new TerminalEndedException($"The terminal of session {SessionId} has ended and accepts no more input: {end.Message}.",
                end.Error)
            { SessionId = SessionId, End = end };
        }

        if (IsClosing)
        {
            TerminalEnd end = new() { Reason = TerminalEndReason.Closed, Message = "this program closed the connection" };
            throw new TerminalEndedException($"The terminal of session {SessionId} has ended and accepts no more input: {end.Message}.")
            {
                SessionId =
                SessionId,
                End = end
            };
        }
    }

    private AgentPlatformConnectionException Lost(Exception cause) =>
        new(
            $"The connection to the terminal of session {SessionId} was lost while keystrokes were sent: "
            + "some or all of them may have arrived, and they are not sent again.",
            Redactor.Cause(cause, _opener.Secrets))
        {
            IsTransient = true,
            MayHaveTakenEffect = true,
        };
}
