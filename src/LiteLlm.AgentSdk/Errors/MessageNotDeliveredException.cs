namespace LiteLlm.AgentSdk;

/// <summary>
/// The message certainly started no turn: no connection could be made, or the request did not leave whole. Sending it again is safe;
/// <see cref="SendOptions.ResendWhenNotDelivered"/> does it.
/// </summary>
public sealed class MessageNotDeliveredException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="MessageNotDeliveredException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public MessageNotDeliveredException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the session that the message was for.</summary>
    public string SessionId { get; init; } = "";
}
