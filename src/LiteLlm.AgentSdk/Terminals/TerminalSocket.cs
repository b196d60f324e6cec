using System.Buffers;
using System.Net.WebSockets;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>
/// One WebSocket: frames out one after the other, bytes in. What a caller cancels is the wait, never a frame that is on its way: that would
/// break the connection.
/// </summary>
internal sealed class TerminalSocket(WebSocket socket) : IDisposable
{
    private readonly SemaphoreSlim _frames = new(1, 1);

    /// <summary>Gets what the server closed with; null when it did not.</summary>
    public int? CloseCode => (int?)socket.CloseStatus;

    /// <summary>Sends one frame. The bytes are the caller's again when this is over, also when it was cancelled.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, CancellationToken cancellationToken)
    {
        await _frames.WaitAsync(cancellationToken).ConfigureAwait(false);
        byte[] copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(copy);
        Task sending = FinishAsync(copy, bytes.Length, type);
        if (!sending.IsCompleted && cancellationToken.CanBeCanceled)
        {
            // Should the caller leave, nobody else looks at how it went: the receiving side finds out what became of the connection.
            _ = sending.ContinueWith(static sent =>
                sent.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await sending.ConfigureAwait(false);
        }
    }

    /// <summary>The next bytes. Not cancellable by itself: <see cref="Abort"/> ends it.</summary>
    public ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer) => socket.ReceiveAsync(buffer, CancellationToken.None);

    /// <summary>Says that this side is done, or answers the other side's saying so.</summary>
    public async Task CloseAsync()
    {
        await _frames.WaitAsync().ConfigureAwait(false);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            _frames.Release();
        }
    }

    public void Abort() => socket.Abort();

    public void Dispose()
    {
        // The semaphore is left to whoever still waits for it: their frames fail, and they go.
        socket.Abort();
        socket.Dispose();
    }

    private async Task FinishAsync(byte[] rented, int length, WebSocketMessageType type)
    {
        try
        {
            await socket.SendAsync(rented.AsMemory(0, length), type, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
            _frames.Release();
        }
    }
}
