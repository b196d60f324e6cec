namespace LiteLlm.AgentSdk;

/// <summary>
/// No response arrived: the connection could not be opened, or it broke. <see cref="AgentPlatformException.MayHaveTakenEffect"/> says
/// whether the request can have reached the platform.
/// </summary>
public sealed class AgentPlatformConnectionException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformConnectionException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public AgentPlatformConnectionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
