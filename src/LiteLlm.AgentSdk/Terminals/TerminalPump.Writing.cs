using System.Net.WebSockets;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Terminals;

/// <content>Keystrokes and sizes on their way out.</content>
internal sealed partial class TerminalPump
{
    // Small enough for a size to get in between, large enough to be worth a frame.
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
    /// Sends keystrokes, in one piece whoever else writes. In binary frames: as text, keystrokes that read like a change of size would be
    /// taken for one.
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

    /// <summary>Tells the server the size; while there is no connection, the next one begins with it.</summary>
    public async Task ResizeAsync(TerminalSize size, CancellationToken cancellationToken)
    {
        // One after the other, so that what the server hears last is what was asked for last.
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
                await TellSizeAsync(socket, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _sizes.Release();
        }
    }

    private async Task TellSizeAsync(TerminalSocket socket, CancellationToken cancellationToken)
    {
        try
        {
            await socket.SendAsync(Size.ToFrame(), WebSocketMessageType.Text, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The connection is lost: the next one begins with the size, and the last one has no need of it.
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
            throw new TerminalEndedException($"The terminal of session {SessionId} takes nothing any more: {end.Message}.",
                end.Error)
            { SessionId = SessionId, End = end };
        }

        if (IsClosing)
        {
            TerminalEnd end = new() { Reason = TerminalEndReason.Closed, Message = "this program closed the connection" };
            throw new TerminalEndedException($"The terminal of session {SessionId} takes nothing any more: {end.Message}.")
            {
                SessionId =
                SessionId,
                End = end
            };
        }
    }

    private AgentPlatformConnectionException Lost(Exception cause) =>
        new($"The connection to the terminal of session {SessionId} was lost while keystrokes were sent: they may have arrived, in part or wholly, and are not sent again.", Redactor.Cause(cause, _opener.Secrets))
        {
            IsTransient = true,
            MayHaveTakenEffect = true,
        };
}
