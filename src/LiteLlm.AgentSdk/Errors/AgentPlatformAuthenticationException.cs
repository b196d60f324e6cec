namespace LiteLlm.AgentSdk;

/// <summary>The platform rejected the API key (401), or the key has no permission for this call (403). Nothing took effect.</summary>
public sealed class AgentPlatformAuthenticationException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformAuthenticationException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public AgentPlatformAuthenticationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal AgentPlatformAuthenticationException(string message, FailureFacts facts)
        : base(message, facts)
    {
    }
}
