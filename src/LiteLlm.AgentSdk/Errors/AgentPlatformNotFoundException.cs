namespace LiteLlm.AgentSdk;

/// <summary>There is no such agent, session or other resource, or no such call at this address (404). Nothing took effect.</summary>
public sealed class AgentPlatformNotFoundException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformNotFoundException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public AgentPlatformNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal AgentPlatformNotFoundException(string message, FailureFacts facts)
        : base(message, facts)
    {
    }
}
