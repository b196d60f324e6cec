using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Terminals;

/// <summary>One connection to a terminal.</summary>
internal sealed class TerminalClient(Exchange exchange, TerminalUpgrade connection, TerminalHost host)
{
    // The most frames that wait for one client; further writes wait.
    private const int MostFrames = 2;
    private const int WithoutCode = (int)WebSocketCloseStatus.Empty;

    private readonly Channel<byte[]> _frames = Channel.CreateBounded<byte[]>(MostFrames);
    private int _closeWith = WithoutCode;
    private volatile bool _isAborted;
    private int _sent;
    private long _bytes;

    /// <summary>Queues a frame. Does nothing if the client has disconnected.</summary>
    public async Task SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        try
        {
            await _frames.Writer.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // Gone.
        }
    }

    /// <summary>Closes the connection after the queued frames.</summary>
    public void Close(int code = WithoutCode)
    {
        _closeWith = code;
        _frames.Writer.TryComplete();
    }

    /// <summary>Breaks the connection and drops the queued frames.</summary>
    public void Abort()
    {
        // This must come before the end of the frames, so that no close frame follows.
        _isAborted = true;
        _frames.Writer.TryComplete();
        exchange.Abort();
    }

    /// <summary>
    /// Serves the connection until it ends. The client's input is read only after it has been attached; its first input is the size.
    /// </summary>
    public async Task ServeAsync(Func<Task> attach)
    {
        Task sending = SendAllAsync();
        try
        {
            await attach().ConfigureAwait(false);
            await ReceiveAllAsync().ConfigureAwait(false);
        }
        finally
        {
            _frames.Writer.TryComplete();
            while (_frames.Reader.TryRead(out _))
            {
                // The client has disconnected.
            }

            await sending.ConfigureAwait(false);
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            await CheckFaultAsync().ConfigureAwait(false);
            await foreach (byte[] frame in _frames.Reader.ReadAllAsync(exchange.Gone).ConfigureAwait(false))
            {
                int length = exchange.Fault is { Kind: FaultKind.CutAfterBytes } cut ? (int)Math.Min(frame.Length, cut.After - _bytes)
                    : frame.Length;
                if (length > 0)
                {
                    await connection.Socket.SendAsync(frame.AsMemory(0, length), WebSocketMessageType.Text,
                        endOfMessage: length == frame.Length, exchange.Gone).ConfigureAwait(false);
                }

                _sent++;
                _bytes += length;
                await CheckFaultAsync().ConfigureAwait(false);
            }

            if (!_isAborted)
            {
                await connection.CloseAsync(_closeWith, exchange.Gone).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            Abort();
        }
    }

    private async Task ReceiveAllAsync()
    {
        byte[] buffer = new byte[16 * 1024];
        using MemoryStream message = new();
        while (true)
        {
            try
            {
                ValueWebSocketReceiveResult received =
                    await connection.Socket.ReceiveAsync(buffer.AsMemory(), exchange.Gone).ConfigureAwait(false);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                message.Write(buffer, 0, received.Count);
                if (!received.EndOfMessage)
                {
                    continue;
                }

                byte[] whole = message.ToArray();
                message.SetLength(0);
                (int Columns, int Rows)? size = received.MessageType == WebSocketMessageType.Text ? Size(whole) : null;
                await host.SendInputAsync(whole, size, exchange.Gone).ConfigureAwait(false);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
            {
                return;
            }
        }
    }

    /// <summary>Reads a size from a text frame. A frame that is not exactly this JSON contains keystrokes.</summary>
    private static (int Columns, int Rows)? Size(byte[] frame)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(frame);
            return document.RootElement is { ValueKind: JsonValueKind.Object } fields
                && fields.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String
                    && type.ValueEquals("resize")
                && Positive(fields, "cols") is { } columns && Positive(fields, "rows") is { } rows
                ? (columns, rows)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int? Positive(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out JsonElement field) && field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out int number)
            && number > 0 ? number : null;

    private async Task CheckFaultAsync()
    {
        switch (exchange.Fault)
        {
            case { Kind: FaultKind.CutAfterEvents or FaultKind.EndAfterEvents } fault when _sent >= fault.After:
            case { Kind: FaultKind.CutAfterBytes } cut when _bytes >= cut.After:
                Abort();
                throw new OperationCanceledException();
            case { Kind: FaultKind.CloseTerminal } fault when _sent >= fault.After:
                Close(fault.StatusCode);
                while (_frames.Reader.TryRead(out _))
                {
                    // The close comes before it.
                }

                break;
            case { Kind: FaultKind.Stall } fault when _sent == fault.After:
                await fault.Release.WaitAsync(exchange.Gone).ConfigureAwait(false);
                break;
        }
    }
}
