namespace LiteLlm.AgentSdk;

/// <summary>
/// The sandbox or the platform behind its gateway did not answer properly (502, 503, 504). For a message this does not mean that no turn
/// was started.
/// </summary>
public sealed class AgentPlatformSandboxException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformSandboxException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public AgentPlatformSandboxException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal AgentPlatformSandboxException(string message, FailureFacts facts)
        : base(message, facts)
    {
    }
}
