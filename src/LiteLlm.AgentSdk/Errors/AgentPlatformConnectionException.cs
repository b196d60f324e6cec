namespace LiteLlm.AgentSdk;

/// <summary>
/// No answer: the connection could not be made or broke. <see cref="AgentPlatformException.MayHaveTakenEffect"/> says whether the request
/// can have arrived.
/// </summary>
public sealed class AgentPlatformConnectionException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformConnectionException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public AgentPlatformConnectionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
