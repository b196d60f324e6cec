namespace LiteLlm.AgentSdk;

/// <summary>
/// Options of healing: how the SDK recovers a turn after a lost connection. It opens the stream again, reads the session's messages, finds
/// its own turn among them, and yields the missed updates. It never sends the message again.
/// </summary>
public sealed class HealingOptions
{
    /// <summary>
    /// Gets or sets a value indicating whether the SDK reconnects lost streams and looks for the turn of a lost response. If not, it throws
    /// an exception at once.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the number of attempts to reconnect a stream, counted since the last received event.</summary>
    /// <value>Default: 10. At least 1, at most 1,000.</value>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>
    /// Gets or sets the delay before the second attempt; it doubles with each attempt, with jitter. The first attempt has no delay.
    /// </summary>
    /// <value>Default: 0.25 seconds.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets or sets the longest delay between two attempts.</summary>
    /// <value>Default: 15 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Gets or sets how long the SDK looks for a message in the session if its response was lost. The platform may take this long to
    /// deliver a message while it restores a lost sandbox.
    /// </summary>
    /// <value>Default: 10 minutes.</value>
    public TimeSpan OutcomeTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Returns the delay before an attempt: zero before the first one, then growing, with jitter.</summary>
    internal TimeSpan PauseBefore(int attempt)
    {
        if (attempt <= 1)
        {
            return TimeSpan.Zero;
        }

        TimeSpan pause = BaseDelay * Math.Pow(2, Math.Min(attempt - 2, 30));
#pragma warning disable RS0030 // Jitter: no test depends on the random value.
        return (pause < MaxDelay ? pause : MaxDelay) * (0.5 + (0.5 * Random.Shared.NextDouble()));
#pragma warning restore RS0030
    }

    internal HealingOptions Clone() => (HealingOptions)MemberwiseClone();
}
