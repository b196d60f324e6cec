namespace LiteLlm.AgentSdk;

/// <summary>
/// The turn took place, but its reply could not be read to the end. <see cref="Reply"/> contains the part that is known; the session's
/// messages contain the rest.
/// </summary>
public sealed class ReplyIncompleteException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="ReplyIncompleteException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public ReplyIncompleteException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the part of the reply that is known.</summary>
    public required Reply Reply { get; init; }
}
