using System.Runtime.ExceptionServices;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Sessions;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>
/// A LiteLLM Agent Platform in this process that listens on the loopback address. It has the rules, the responses and the faults of a
/// real platform. A script decides what its agents do.
/// </summary>
public sealed partial class LocalAgentPlatform : IAsyncDisposable
{
    private readonly PlatformState _platform;
    private readonly PlatformServer _server;
    private int _disposed;

    private LocalAgentPlatform(PlatformState platform, PlatformServer server)
    {
        _platform = platform;
        _server = server;
    }

    /// <summary>Gets the address on which the platform listens, such as <c>http://127.0.0.1:49213/</c>.</summary>
    public Uri BaseUrl => _platform.BaseUrl;

    /// <summary>Gets the API key that requests must have.</summary>
    public string ApiKey => _platform.Options.ApiKey;

    /// <summary>Gets the plan of the faults that requests will meet.</summary>
    public FaultPlan Faults => _platform.Faults;

    /// <summary>Gets the counters of requests, turns and streams.</summary>
    public PlatformCounters Counters => _platform.Counters;

    /// <summary>Gets a copy of all requests so far, in the order in which they arrived completely.</summary>
    public IReadOnlyList<ReceivedRequest> ReceivedRequests
    {
        get
        {
            lock (_server.Received)
            {
                return [.. _server.Received];
            }
        }
    }

    /// <summary>Starts a platform.</summary>
    /// <param name="options">The platform's behavior; null for the defaults. The platform reads them while it runs: later changes have an
    /// effect.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests while the server starts.</param>
    public static async Task<LocalAgentPlatform> StartAsync(LocalAgentPlatformOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var platform = new PlatformState(options ?? new LocalAgentPlatformOptions());
        PlatformServer server = await PlatformServer.StartAsync(platform, cancellationToken).ConfigureAwait(false);
        return new LocalAgentPlatform(platform, server);
    }

    /// <summary>Creates a client of this platform. The caller must dispose it.</summary>
    /// <param name="configure">
    /// Changes the client's options, such as its limits, retries and clock. The defaults are those of
    /// <see cref="AgentPlatformOptions"/>, with the platform's address and key.
    /// </param>
    /// <returns>The client.</returns>
    public AgentPlatformClient CreateClient(Action<AgentPlatformOptions>? configure = null)
    {
        var options = new AgentPlatformOptions { BaseUrl = BaseUrl, ApiKey = ApiKey };
        configure?.Invoke(options);
        return new AgentPlatformClient(options);
    }

    /// <summary>Gets a copy of the exceptions that scripts have thrown so far, in this order. Each of these turns has failed.</summary>
    public IReadOnlyList<Exception> ScriptExceptions => _platform.ScriptExceptions;

    /// <summary>Throws the exception of a script, if a script has thrown one.</summary>
    /// <exception cref="AggregateException">Several scripts have thrown.</exception>
    public void ThrowIfScriptFailed()
    {
        IReadOnlyList<Exception> exceptions = ScriptExceptions;
        if (exceptions.Count == 1)
        {
            ExceptionDispatchInfo.Throw(exceptions[0]);
        }

        if (exceptions.Count > 1)
        {
            throw new AggregateException("Scripts of the local platform have thrown.", exceptions);
        }
    }

    /// <summary>
    /// Ends all turns, streams and connections at once. Then throws the exception of a script, if a script has thrown one, so that no test
    /// passes by accident; <see cref="LocalAgentPlatformOptions.RethrowScriptExceptions"/> turns this off.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _platform.StopAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        await _platform.WaitUntilIdleAsync().ConfigureAwait(false);
        _platform.Dispose();
        if (_platform.Options.RethrowScriptExceptions)
        {
            ThrowIfScriptFailed();
        }
    }

    private SessionState Session(string sessionId) =>
        _platform.Sessions.Find(sessionId) ?? throw new ArgumentException($"There is no session {sessionId}.", nameof(sessionId));
}
