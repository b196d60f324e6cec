using System.Buffers;
using System.Net.WebSockets;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>
/// A WebSocket that sends one frame at a time. Cancellation stops the wait, but never a frame that is being sent, because that would break
/// the connection.
/// </summary>
internal sealed class TerminalSocket(WebSocket socket) : IDisposable
{
    private readonly SemaphoreSlim _frames = new(1, 1);

    /// <summary>Gets the close code of the server; null if it sent none.</summary>
    public int? CloseCode => (int?)socket.CloseStatus;

    /// <summary>Sends one frame. The caller can reuse the bytes when the task has ended, even if it was cancelled.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, CancellationToken cancellationToken)
    {
        await _frames.WaitAsync(cancellationToken).ConfigureAwait(false);
        byte[] copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(copy);
        Task sending = FinishAsync(copy, bytes.Length, type);
        if (!sending.IsCompleted && cancellationToken.CanBeCanceled)
        {
            // If the caller cancels, the exception of the send is observed here. The receiving loop detects a lost connection itself.
            _ = sending.ContinueWith(static sent =>
                sent.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await sending.ConfigureAwait(false);
        }
    }

    /// <summary>Receives the next bytes. The call can't be cancelled; <see cref="Abort"/> ends it.</summary>
    public ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer) => socket.ReceiveAsync(buffer, CancellationToken.None);

    /// <summary>Sends a close frame, on this side's initiative or as the answer to the server's.</summary>
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
        // The semaphore is not disposed, because senders may still wait for it. Their sends then fail.
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
