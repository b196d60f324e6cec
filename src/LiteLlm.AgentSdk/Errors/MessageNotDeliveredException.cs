namespace LiteLlm.AgentSdk;

/// <summary>
/// The message certainly did not start a turn: the connection could not be opened, or the request was not sent completely. Sending it
/// again is safe; <see cref="SendOptions.ResendWhenNotDelivered"/> makes the SDK do so.
/// </summary>
public sealed class MessageNotDeliveredException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="MessageNotDeliveredException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public MessageNotDeliveredException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the id of the session that the message was for.</summary>
    public string SessionId { get; init; } = "";
}
