using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LiteLlm.AgentSdk.Testing.Terminals;

/// <summary>
/// A WebSocket on a raw connection. Terminals can close without a code (1005). WebSockets of .NET can't: they send 1005 as a code, which
/// is a protocol error.
/// </summary>
internal sealed class TerminalUpgrade : IDisposable
{
    private readonly Stream _connection;

    private TerminalUpgrade(Stream connection)
    {
        _connection = connection;

        // It sends no pings, like the real platform.
        Socket = WebSocket.CreateFromStream(connection,
            new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = Timeout.InfiniteTimeSpan });
    }

    public WebSocket Socket { get; }

    public static bool IsRequested(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        && string.Equals(context.Request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
        && context.Request.Headers.SecWebSocketVersion == "13"
        && context.Request.Headers.SecWebSocketKey.ToString().Length > 0;

    public static async Task<TerminalUpgrade> AcceptAsync(HttpContext context)
    {
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketAccept = Accept(context.Request.Headers.SecWebSocketKey.ToString());
        return new TerminalUpgrade(await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync().ConfigureAwait(false));
    }

    /// <summary>Closes this side. No send may be pending.</summary>
    public async Task CloseAsync(int code, CancellationToken cancellationToken)
    {
        if (Socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        if (code != (int)WebSocketCloseStatus.Empty)
        {
            await Socket.CloseOutputAsync((WebSocketCloseStatus)code, null, cancellationToken).ConfigureAwait(false);
            return;
        }

        byte[] closeWithoutCode = [0x88, 0x00];
        await _connection.WriteAsync(closeWithoutCode, cancellationToken).ConfigureAwait(false);
        await _connection.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => Socket.Dispose();

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms",
        Justification = "RFC 6455 says SHA-1; nothing is protected by it.")]
    private static string Accept(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
}
