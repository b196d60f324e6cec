namespace LiteLlm.AgentSdk.AspNetCore;

/// <summary>How a stream of server-sent events is kept up.</summary>
public record StreamResultOptions
{
    private readonly TimeSpan _heartbeatInterval = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Gets after how long without an event a comment line is sent, so that nothing on the way takes the connection for dead. It is also
    /// how long an error has time to become a status: from then on the answer has begun.
    /// </summary>
    /// <value>Default: 15 seconds. <see cref="Timeout.InfiniteTimeSpan"/> for none.</value>
    /// <exception cref="ArgumentOutOfRangeException">Neither positive nor infinite.</exception>
    public TimeSpan HeartbeatInterval
    {
        get => _heartbeatInterval;
        init => _heartbeatInterval = value > TimeSpan.Zero || value == Timeout.InfiniteTimeSpan
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The interval of heartbeats has to be positive or infinite.");
    }

    /// <summary>
    /// Gets a value indicating whether the browser is told the messages of exceptions: they hold no secret, but may name hosts and paths of
    /// the platform.
    /// </summary>
    /// <value>Default: <see langword="false"/>; it is told what kind of failure it was.</value>
    public bool IncludeExceptionMessages { get; init; }

    /// <summary>Gets the clock of the heartbeats.</summary>
    /// <value>Default: the <see cref="System.TimeProvider"/> of the request's services, or the system's.</value>
    public TimeProvider? TimeProvider { get; init; }
}
