namespace LiteLlm.AgentSdk;

/// <summary>
/// How the SDK carries a turn over a lost connection: it subscribes again, reads the session's messages, recognises its own turn and fills
/// what was missed. It never sends again.
/// </summary>
public sealed class HealingOptions
{
    /// <summary>
    /// Gets or sets a value indicating whether lost streams are taken up again and lost answers looked for. Without it they are exceptions
    /// at once.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how often a stream is taken up again without anything new having come.</summary>
    /// <value>Default: 10. At least 1, at most 1,000.</value>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>Gets or sets the pause before a stream is taken up again a second time; it doubles each time, with jitter.</summary>
    /// <value>Default: 0.25 seconds.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets or sets the longest pause.</summary>
    /// <value>Default: 15 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Gets or sets how long a message whose fate is not known may take to show in the session's messages. The platform may deliver it as
    /// late as this while it brings a lost sandbox back.
    /// </summary>
    /// <value>Default: 10 minutes.</value>
    public TimeSpan OutcomeTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets the pause before an attempt: none before the first, then longer ones, with jitter.</summary>
    internal TimeSpan PauseBefore(int attempt)
    {
        if (attempt <= 1)
        {
            return TimeSpan.Zero;
        }

        TimeSpan pause = BaseDelay * Math.Pow(2, Math.Min(attempt - 2, 30));
#pragma warning disable RS0030 // Jitter: no test depends on what is drawn.
        return (pause < MaxDelay ? pause : MaxDelay) * (0.5 + (0.5 * Random.Shared.NextDouble()));
#pragma warning restore RS0030
    }

    internal HealingOptions Clone() => (HealingOptions)MemberwiseClone();
}
