using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LiteLlm.AgentSdk.Tests.Terminals;

/// <summary>A terminal server that follows a test's script, and sessions that lead to it.</summary>
internal static class SocketStub
{
    public const string Token = "tty-Token+/= 1234567890";

    /// <summary>Accepts the connection and runs the test's script.</summary>
    public static Func<HttpContext, Task> Play(Func<WebSocket, HttpContext, Task> play) => async context =>
    {
        (WebSocket socket, _) = await AcceptAsync(context);
        using (socket)
        {
            await play(socket, context);
        }
    };

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms",
        Justification = "RFC 6455 says SHA-1; nothing is protected by it.")]
    private static async Task<(WebSocket Socket, Stream Connection)> AcceptAsync(HttpContext context)
    {
        byte[] accept =
            SHA1.HashData(Encoding.ASCII.GetBytes(context.Request.Headers.SecWebSocketKey + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(accept);
        Stream connection = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        return (WebSocket.CreateFromStream(connection, new WebSocketCreationOptions { IsServer = true }), connection);
    }

    /// <summary>Sends these frames, and then closes with a code (1005: without a code) or breaks the connection.</summary>
    public static Func<HttpContext, Task> Say(int? closeWith, params string[] frames) => async context =>
    {
        (WebSocket socket, Stream connection) = await AcceptAsync(context);
        await ReadAsync(socket);
        foreach (string frame in frames)
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, context.RequestAborted);
        }

        switch (closeWith)
        {
            case 1005:
                // A .NET WebSocket can't close without a code.
                await connection.WriteAsync(new byte[] { 0x88, 0x00 });
                await ReadAsync(socket);
                break;
            case { } code:
                await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, context.RequestAborted);
                await ReadAsync(socket);
                break;
            default:
                // Returning ends the connection after the sent data, without a WebSocket close frame.
                break;
        }
    };

    public static async Task<(WebSocketMessageType Type, byte[] Bytes)> ReadAsync(WebSocket socket)
    {
        using MemoryStream all = new();
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            ValueWebSocketReceiveResult result =
                await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).AsTask().WaitAsync(TerminalPlatform.Patience);
            all.Write(buffer, 0, result.Count);
            if (result.EndOfMessage || result.MessageType == WebSocketMessageType.Close)
            {
                return (result.MessageType, all.ToArray());
            }
        }
    }

    /// <summary>Creates a session without a request.</summary>
    public static Session Session(AgentPlatformClient client, KestrelStub stub, Action<SessionSnapshot>? change = null)
    {
        SessionSnapshot snapshot = new()
        {
            Id = "s1",
            AgentId = "a1",
            Status = SessionStatus.Ready,
            SupportsTui = true,
            TtyUrl = new Uri(stub.BaseAddress, "tty").ToString(),
            TtyToken = Token,
        };
        change?.Invoke(snapshot);
        return new Session(client.Transport, new SessionState(snapshot, default, new ResponseInfo()), InitialTurn.None);
    }

    /// <summary>Returns the platform's answer to a request for the session.</summary>
    public static string Json(KestrelStub stub, string token = Token, string status = "ready") =>
        $$"""{"id":"s1","agent_id":"a1","status":"{{status}}","supports_tui":true"""
            + $$""","tty_url":"{{new Uri(stub.BaseAddress, "tty")}}","tty_token":"{{token}}"}""";

    /// <summary>Starts a platform that knows the session, and whose terminals follow the test's scripts, one after the other.</summary>
    public static async Task<KestrelStub> StartAsync(params Func<HttpContext, Task>[] terminals)
    {
        int next = -1;
        KestrelStub? stub = null;
        stub = await KestrelStub.StartAsync(context => context.Request.Path.Value == "/tty"
            ? terminals[Math.Min(Interlocked.Increment(ref next), terminals.Length - 1)](context)
            : Respond.Json(Json(stub!))(context));
        return stub;
    }

    /// <summary>Creates options without healing and retries unless requested, so that everything happens once.</summary>
    public static AgentPlatformClient Client(KestrelStub stub, Action<AgentPlatformOptions>? configure = null) =>
        Clients.For(stub.BaseAddress, options =>
        {
            options.Retry = new RetryOptions { MaxRetries = 0 };
            configure?.Invoke(options);
        });
}
