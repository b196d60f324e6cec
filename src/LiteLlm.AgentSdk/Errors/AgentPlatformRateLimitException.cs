namespace LiteLlm.AgentSdk;

/// <summary>The server refused the request because there were too many (429). Nothing took effect.</summary>
public sealed class AgentPlatformRateLimitException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformRateLimitException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public AgentPlatformRateLimitException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal AgentPlatformRateLimitException(string message, FailureFacts facts)
        : base(message, facts) => RetryAfter = facts.RetryAfter;

    /// <summary>Gets how long the server asks the client to wait before the next attempt.</summary>
    /// <value><see langword="null"/> if the server did not say.</value>
    public TimeSpan? RetryAfter { get; init; }
}
