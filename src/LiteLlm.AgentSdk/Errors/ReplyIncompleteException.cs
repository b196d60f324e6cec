namespace LiteLlm.AgentSdk;

/// <summary>
/// The turn took place, but the rest of its reply could not be read: <see cref="Reply"/> holds what is known, the session's messages hold
/// the rest.
/// </summary>
public sealed class ReplyIncompleteException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="ReplyIncompleteException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public ReplyIncompleteException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the part of the reply that is known.</summary>
    public required Reply Reply { get; init; }
}
