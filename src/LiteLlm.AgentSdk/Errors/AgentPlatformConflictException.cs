namespace LiteLlm.AgentSdk;

/// <summary>The resource's state does not allow the call (409, 410), or the session is not ready. Nothing took effect.</summary>
public sealed class AgentPlatformConflictException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformConflictException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public AgentPlatformConflictException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal AgentPlatformConflictException(string message, FailureFacts facts)
        : base(message, facts)
    {
    }
}
