using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>A request at a <see cref="RawTcpStub"/>, with everything that a server can do with it and its connection.</summary>
internal sealed class RawExchange(RawRequest request, Socket socket, RawReader reader, CancellationToken stopping)
{
    private bool _bodyRead;

    public RawRequest Request { get; } = request;

    /// <summary>Gets a value indicating whether the script has ended the connection.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Reads the body: by its length, in chunks, or nothing.</summary>
    public async Task<byte[]> ReadBodyAsync()
    {
        if (_bodyRead)
        {
            return [];
        }

        _bodyRead = true;
        if (Request.Headers.TryGetValue("Transfer-Encoding", out string? encoding)
            && encoding.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            return await ReadChunksAsync();
        }

        return Request.Headers.TryGetValue("Content-Length", out string? length)
            ? await reader.ReadAsync(int.Parse(length, CultureInfo.InvariantCulture), stopping)
            : [];
    }

    /// <summary>Sends a whole answer. The connection stays open for the next request.</summary>
    public async Task RespondAsync(string json, int status = 200, params (string Name, string Value)[] headers)
    {
        await ReadBodyAsync();
        byte[] body = Encoding.UTF8.GetBytes(json);
        string extra = string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
        await WriteAsync($"HTTP/1.1 {status} Stub\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{extra}\r\n{json}");
    }

    /// <summary>Sends raw bytes: a head without a body, half an answer, or anything that is not HTTP.</summary>
    public async Task WriteAsync(string text) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), stopping);

    /// <summary>
    /// Ends the connection in an orderly way (FIN). Reads and drops further data until the caller closes too, since closing with unread
    /// bytes
    /// would reset the connection.
    /// </summary>
    public async Task FinAsync()
    {
        IsClosed = true;
        socket.Shutdown(SocketShutdown.Send);
        await reader.DrainAsync(stopping);
        socket.Close();
    }

    /// <summary>Stays silent until the stub stops.</summary>
    public Task HoldOpenAsync() => new TaskCompletionSource().Task.WaitAsync(stopping);

    /// <summary>Breaks the connection at once (RST).</summary>
    public void Reset()
    {
        IsClosed = true;
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    private async Task<byte[]> ReadChunksAsync()
    {
        using MemoryStream body = new();
        while (true)
        {
            string size = await reader.ReadLineAsync(stopping)
                ?? throw new EndOfStreamException("The body ended where a chunk should begin.");
            int length = int.Parse(size.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await reader.ReadAsync(length, stopping));
            if (length > 0)
            {
                await reader.ReadLineAsync(stopping);
                continue;
            }

            while (await reader.ReadLineAsync(stopping) is { Length: > 0 })
            {
                // Trailers.
            }

            return body.ToArray();
        }
    }
}
