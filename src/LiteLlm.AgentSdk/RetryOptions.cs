namespace LiteLlm.AgentSdk;

/// <summary>
/// Options of retries. Reads, updates and deletions are retried after 408, 429, 502, 503, 504 and lost connections. Calls that create or
/// send something are retried only after 429 and after failures that prove that the request was not sent completely.
/// </summary>
public sealed class RetryOptions
{
    /// <summary>Gets or sets the number of retries after the first attempt; 0 turns retries off.</summary>
    /// <value>Default: 3. At most 20.</value>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Gets or sets the delay before the first retry; it doubles with each retry, with jitter.</summary>
    /// <value>Default: 0.5 seconds.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets or sets the longest delay, which also limits the delay that a server asks for in <c>Retry-After</c>.</summary>
    /// <value>Default: 30 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    internal RetryOptions Clone() => (RetryOptions)MemberwiseClone();
}
