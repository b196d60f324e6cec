namespace LiteLlm.AgentSdk;

/// <summary>
/// When and how calls are repeated: reads, updates and deletions after 408, 429, 502, 503, 504 and lost connections; calls that
/// create or send only after 429 and after failures that prove the request never left.
/// </summary>
public sealed class RetryOptions
{
    /// <summary>Gets or sets how often a call is repeated after its first attempt; 0 turns repeating off.</summary>
    /// <value>Default: 3. At most 20.</value>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Gets or sets the pause before the first repetition; it doubles each time, with jitter.</summary>
    /// <value>Default: 0.5 seconds.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets or sets the longest pause, also for what a server asks for in <c>Retry-After</c>.</summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    internal RetryOptions Clone() => (RetryOptions)MemberwiseClone();
}
