namespace LiteLlm.AgentSdk;

/// <summary>Too many requests (429). Nothing took effect.</summary>
public sealed class AgentPlatformRateLimitException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformRateLimitException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public AgentPlatformRateLimitException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal AgentPlatformRateLimitException(string message, FailureFacts facts)
        : base(message, facts) => RetryAfter = facts.RetryAfter;

    /// <summary>Gets how long the server asks to wait.</summary>
    /// <value><see langword="null"/> when it did not say.</value>
    public TimeSpan? RetryAfter { get; init; }
}
