namespace LiteLlm.AgentSdk;

/// <summary>The resource is not in a state for this (409), is gone (410), or the session is not ready. Nothing took effect.</summary>
public sealed class AgentPlatformConflictException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformConflictException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public AgentPlatformConflictException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal AgentPlatformConflictException(string message, FailureFacts facts)
        : base(message, facts)
    {
    }
}
