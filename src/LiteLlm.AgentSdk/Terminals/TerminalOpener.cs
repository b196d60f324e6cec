using System.Net.WebSockets;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Terminals;

/// <summary>Finds a session's terminal and connects to it, the first time and again after a loss.</summary>
internal sealed class TerminalOpener(
    PlatformTransport transport, string sessionId, TerminalOptions options, Func<bool, CancellationToken, Task<TerminalTarget>> find)
{
    // The target of the last attempt to connect.
    private TerminalTarget? _target;

    public PlatformTransport Transport => transport;

    public string SessionId => sessionId;

    public TerminalSize Size { get; } = new(options.Columns, options.Rows);

    public bool Reattaches => options.Reattach ?? transport.Options.Healing.Enabled;

    public IProgress<TerminalReattached>? Reattached => options.Reattached;

    /// <summary>Gets the secrets to remove from all texts about this terminal.</summary>
    public IReadOnlyCollection<string> Secrets =>
        [.. _target?.Token is { } token ? [token] : Array.Empty<string>(), .. transport.Options.Secrets];

    /// <summary>Opens the first connection, with the same retries as a GET.</summary>
    public async Task<TerminalSocket> OpenAsync(CancellationToken cancellationToken)
    {
        TerminalTarget target = await find(false, cancellationToken).ConfigureAwait(false);
        try
        {
            return await ConnectAsync(target, Size, once: false, cancellationToken).ConfigureAwait(false);
        }
        catch (AgentPlatformException e) when (e is AgentPlatformAuthenticationException or AgentPlatformNotFoundException
            or AgentPlatformSandboxException or AgentPlatformConnectionException)
        {
            // The session's data may be outdated: a restart moves the terminal and replaces its token.
            TerminalTarget now = target;
            try
            {
                now = await find(true, cancellationToken).ConfigureAwait(false);
            }
            catch (AgentPlatformException again) when (again.IsTransient)
            {
                // The original exception has more information.
            }

            if (now.IsSame(target))
            {
                throw;
            }

            return await ConnectAsync(now, Size, once: false, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the platform for the terminal's current address.</summary>
    public Task<TerminalTarget> FindAgainAsync(CancellationToken cancellationToken) => find(true, cancellationToken);

    /// <summary>Connects, and sends the size as the first frame.</summary>
    public Task<TerminalSocket> ConnectAsync(TerminalTarget target, TerminalSize size, bool once, CancellationToken cancellationToken)
    {
        _target = target;
        ApiRequest request = new(HttpMethod.Get, ApiPath.Of($"sessions/{sessionId}/tty")) { IsTriedOnce = once, SentSecrets = Secrets };
        return transport.RepeatAsync(request, token => AttemptAsync(request, target, size, token), cancellationToken);
    }

    private async Task<TerminalSocket> AttemptAsync(ApiRequest request, TerminalTarget target, TerminalSize size,
        CancellationToken cancellationToken)
    {
        TimeSpan limit = transport.Options.RequestTimeout;
        using CancellationTokenSource deadline = new(limit, transport.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        long started = transport.Time.GetTimestamp();
        ClientWebSocket socket = new();
        try
        {
            Log.Sending(transport.Logger, request.Method, request.Path);
            Prepare(socket.Options, target);

            // Uses the same handlers as other calls, so that a proxy or a client certificate is configured only once.
            await socket.ConnectAsync(target.WithToken(), transport.CreateInvoker(), either.Token).ConfigureAwait(false);
            socket.HttpResponseHeaders = null;
            Log.Answered(transport.Logger, request.Method, request.Path, (int)socket.HttpStatusCode,
                transport.Time.GetElapsedTime(started).TotalMilliseconds);
            TerminalSocket terminal = new(socket);
            await terminal.SendAsync(size.ToFrame(), WebSocketMessageType.Text, either.Token).ConfigureAwait(false);
            return terminal;
        }
        catch (Exception e)
        {
            using (socket)
            {
                Log.Unanswered(transport.Logger, request.Method, request.Path, transport.Time.GetElapsedTime(started).TotalMilliseconds,
                    socket.HttpStatusCode == 0 ? e.GetType().Name : $"status {(int)socket.HttpStatusCode}");
                throw cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken)
                    : deadline.IsCancellationRequested ? new AgentPlatformTimeoutException(
                        $"{request}: no response from {target} within {nameof(AgentPlatformOptions.RequestTimeout)} ({limit}).",
                        Redactor.Cause(e, request.AllSecrets))
                    {
                        Limit = nameof(AgentPlatformOptions.RequestTimeout),
                        IsTransient = true,
                    }
                    : TerminalErrors.Connecting(request, target, socket, e, transport.Time);
            }
        }
    }

    private void Prepare(ClientWebSocketOptions socket, TerminalTarget target)
    {
        socket.CollectHttpResponseDetails = true;
        socket.KeepAliveInterval = options.KeepAliveInterval;
        socket.SetRequestHeader("User-Agent", transport.Options.FullUserAgent);
        if (target.IsPlatforms)
        {
            // The extra headers are for the gateway in front of the platform and may be secrets. They are not sent to another host.
            foreach ((string name, string value) in transport.Options.Headers)
            {
                socket.SetRequestHeader(name, value);
            }
        }

        if (target.Token is { } token)
        {
            socket.SetRequestHeader("Authorization", $"Bearer {token}");
        }
    }
}
