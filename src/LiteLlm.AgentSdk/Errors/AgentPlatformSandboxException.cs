namespace LiteLlm.AgentSdk;

/// <summary>
/// A gateway got no valid response from the platform, or the platform got none from the sandbox (502, 503, 504). If the request was a
/// message, its turn may still have started.
/// </summary>
public sealed class AgentPlatformSandboxException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformSandboxException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public AgentPlatformSandboxException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal AgentPlatformSandboxException(string message, FailureFacts facts)
        : base(message, facts)
    {
    }
}
