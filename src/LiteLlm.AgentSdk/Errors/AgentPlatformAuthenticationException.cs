namespace LiteLlm.AgentSdk;

/// <summary>The platform refused the key (401), or the key may not do this (403). Nothing took effect.</summary>
public sealed class AgentPlatformAuthenticationException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformAuthenticationException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public AgentPlatformAuthenticationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal AgentPlatformAuthenticationException(string message, FailureFacts facts)
        : base(message, facts)
    {
    }
}
