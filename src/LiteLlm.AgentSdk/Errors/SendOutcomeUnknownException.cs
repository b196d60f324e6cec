namespace LiteLlm.AgentSdk;

/// <summary>
/// Whether the message started a turn can't be told: the answer was lost, and the session's messages prove nothing either way. Sending it
/// again may start, and bill, a second turn.
/// </summary>
public sealed class SendOutcomeUnknownException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="SendOutcomeUnknownException"/> class.</summary>
    /// <param name="message">What is known, and what to do.</param>
    /// <param name="innerException">How the answer was lost.</param>
    public SendOutcomeUnknownException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the session that the message was for.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>Gets the session's messages that may be the one that was sent.</summary>
    /// <value>Empty when there is none.</value>
    public IReadOnlyList<Message> Candidates { get; init; } = [];

    /// <summary>
    /// Gets a value indicating whether the session's messages were made again meanwhile (a restart or a recovery): then they prove nothing.
    /// </summary>
    public bool ThreadWasRebuilt { get; init; }
}
