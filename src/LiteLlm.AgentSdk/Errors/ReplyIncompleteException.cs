namespace LiteLlm.AgentSdk;

/// <summary>
/// The turn took place, but the rest of its reply could not be read: <see cref="Reply"/> holds what is known, the session's messages hold
/// the rest.
/// </summary>
public sealed class ReplyIncompleteException : AgentPlatformException
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public ReplyIncompleteException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The part of the reply that is known.</summary>
    public required Reply Reply { get; init; }
}
