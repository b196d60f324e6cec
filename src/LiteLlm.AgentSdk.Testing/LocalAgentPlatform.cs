using System.Runtime.ExceptionServices;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Sessions;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>
/// A LiteLLM Agent Platform in this process, listening on the loopback address: it enforces what the real one enforces, answers in
/// its words, and has its faults. What its agents say is a script.
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

    /// <summary>Gets where it listens, such as <c>http://127.0.0.1:49213/</c>.</summary>
    public Uri BaseUrl => _platform.BaseUrl;

    /// <summary>Gets the key that callers have to send.</summary>
    public string ApiKey => _platform.Options.ApiKey;

    /// <summary>Gets what will go wrong.</summary>
    public FaultPlan Faults => _platform.Faults;

    /// <summary>Gets what has happened.</summary>
    public PlatformCounters Counters => _platform.Counters;

    /// <summary>Gets all requests so far, in the order in which they had wholly arrived; a copy.</summary>
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
    /// <param name="options">How it behaves; null for the defaults. Read while it runs: changing them changes what happens next.</param>
    /// <param name="cancellationToken">Cancels waiting for the server to listen.</param>
    public static async Task<LocalAgentPlatform> StartAsync(LocalAgentPlatformOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var platform = new PlatformState(options ?? new LocalAgentPlatformOptions());
        PlatformServer server = await PlatformServer.StartAsync(platform, cancellationToken).ConfigureAwait(false);
        return new LocalAgentPlatform(platform, server);
    }

    /// <summary>Makes a client of this platform. The caller disposes it.</summary>
    /// <param name="configure">
    /// Changes the client's options: its limits, its retries, its clock. By default they are those of <see cref="AgentPlatformOptions"/>,
    /// with the platform's address and key.
    /// </param>
    /// <returns>The client.</returns>
    public AgentPlatformClient CreateClient(Action<AgentPlatformOptions>? configure = null)
    {
        var options = new AgentPlatformOptions { BaseUrl = BaseUrl, ApiKey = ApiKey };
        configure?.Invoke(options);
        return new AgentPlatformClient(options);
    }

    /// <summary>Gets what scripts have thrown so far, in this order; a copy. Each of these turns has ended as failed.</summary>
    public IReadOnlyList<Exception> ScriptExceptions => _platform.ScriptExceptions;

    /// <summary>Throws what a script has thrown, if one has.</summary>
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
    /// Ends everything at once: turns, streams, connections. Then it throws what a script has thrown, so that no test passes by accident,
    /// unless
    /// <see cref="LocalAgentPlatformOptions.RethrowScriptExceptions"/> is off.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _platform.StopAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        await _platform.WhenQuietAsync().ConfigureAwait(false);
        _platform.Dispose();
        if (_platform.Options.RethrowScriptExceptions)
        {
            ThrowIfScriptFailed();
        }
    }

    private SessionState Session(string sessionId) =>
        _platform.Sessions.Find(sessionId) ?? throw new ArgumentException($"There is no session {sessionId}.", nameof(sessionId));
}
