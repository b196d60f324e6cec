namespace LiteLlm.AgentSdk.AspNetCore;

/// <summary>Options of a stream of server-sent events.</summary>
public record StreamResultOptions
{
    private readonly TimeSpan _heartbeatInterval = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Gets the interval of heartbeats: after this time without an event a comment line is sent, so that no proxy closes the connection. An
    /// error before the first heartbeat or event gives an HTTP status; after that the response has begun.
    /// </summary>
    /// <value>Default: 15 seconds. <see cref="Timeout.InfiniteTimeSpan"/> for no heartbeats.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither positive nor infinite.</exception>
    public TimeSpan HeartbeatInterval
    {
        get => _heartbeatInterval;
        init => _heartbeatInterval = value > TimeSpan.Zero || value == Timeout.InfiniteTimeSpan
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The interval of heartbeats must be positive or infinite.");
    }

    /// <summary>
    /// Gets a value indicating whether the browser receives the messages of exceptions. They contain no secrets, but may name hosts and
    /// paths of the platform.
    /// </summary>
    /// <value>Default: <see langword="false"/>; the browser receives the kind of the failure.</value>
    public bool IncludeExceptionMessages { get; init; }

    /// <summary>Gets the time provider for heartbeats.</summary>
    /// <value>Default: the <see cref="System.TimeProvider"/> of the request's services, or
    /// <see cref="System.TimeProvider.System"/>.</value>
    public TimeProvider? TimeProvider { get; init; }
}
