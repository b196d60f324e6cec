namespace LiteLlm.AgentSdk;

/// <summary>
/// The agent, session or other resource does not exist, or the server does not have this endpoint (404). Nothing took effect.
/// </summary>
public sealed class AgentPlatformNotFoundException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformNotFoundException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public AgentPlatformNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal AgentPlatformNotFoundException(string message, FailureFacts facts)
        : base(message, facts)
    {
    }
}
