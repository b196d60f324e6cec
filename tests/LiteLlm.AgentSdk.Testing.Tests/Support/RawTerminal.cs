using System.Net.WebSockets;
using System.Text;

namespace LiteLlm.AgentSdk.Testing.Tests.Support;

/// <summary>A terminal over a WebSocket, without the SDK.</summary>
internal sealed class RawTerminal(ClientWebSocket socket) : IDisposable
{
    private readonly StringBuilder _seen = new();

    /// <summary>Gets the sizes in bytes of the messages so far.</summary>
    public List<int> Frames { get; } = [];

    public string Seen => _seen.ToString();

    public ClientWebSocket Socket => socket;

    public static async Task<RawTerminal> OpenAsync(string address, string? header = null)
    {
        var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        if (header is not null)
        {
            socket.Options.SetRequestHeader("Authorization", header);
        }

        try
        {
            using var patience = new CancellationTokenSource(Caller.Patience);
            await socket.ConnectAsync(new Uri(address), patience.Token);
            return new RawTerminal(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public Task SendAsync(string text, WebSocketMessageType type = WebSocketMessageType.Text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), type, endOfMessage: true, CancellationToken.None);

    /// <summary>Reads the next text message; returns null if the server closes.</summary>
    public async Task<string?> NextAsync()
    {
        using var patience = new CancellationTokenSource(Caller.Patience);
        using var message = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            WebSocketReceiveResult result = await socket.ReceiveAsync(buffer, patience.Token);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            result.MessageType.Should().Be(WebSocketMessageType.Text);
            message.Write(buffer, 0, result.Count);
            if (result.EndOfMessage)
            {
                Frames.Add((int)message.Length);
                string text = Encoding.UTF8.GetString(message.ToArray());
                _seen.Append(text);
                return text;
            }
        }
    }

    public async Task UntilAsync(string text)
    {
        while (!Seen.Contains(text, StringComparison.Ordinal))
        {
            (await NextAsync()).Should().NotBeNull($"'{text}' has to come, after {Seen}");
        }
    }

    /// <summary>Reads until the server closes, and returns the last message.</summary>
    public async Task<string?> LastAsync()
    {
        string? last = null;
        while (await NextAsync() is { } text)
        {
            last = text;
        }

        return last;
    }

    public void Dispose() => socket.Dispose();
}
