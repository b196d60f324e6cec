namespace LiteLlm.AgentSdk;

/// <summary>
/// It is not known whether the message started a turn: the response was lost, and the session's messages do not show it either. Sending
/// the message again may start a second turn, and its cost.
/// </summary>
public sealed class SendOutcomeUnknownException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="SendOutcomeUnknownException"/> class.</summary>
    /// <param name="message">The message: what is known, and what the caller can do.</param>
    /// <param name="innerException">How the response was lost.</param>
    public SendOutcomeUnknownException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the id of the session that the message was for.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>Gets those messages of the session that may be the sent message.</summary>
    /// <value>Empty if there are none.</value>
    public IReadOnlyList<Message> Candidates { get; init; } = [];

    /// <summary>
    /// Gets a value indicating whether the platform rebuilt the session's messages in the meantime, after a restart or a recovery. In that
    /// case they do not show whether the message arrived.
    /// </summary>
    public bool ThreadWasRebuilt { get; init; }
}
