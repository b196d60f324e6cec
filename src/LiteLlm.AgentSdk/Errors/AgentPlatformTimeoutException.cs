namespace LiteLlm.AgentSdk;

/// <summary>
/// One of the SDK's timeouts expired; <see cref="Limit"/> names it. The caller's cancellation never throws this exception.
/// </summary>
public sealed class AgentPlatformTimeoutException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformTimeoutException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public AgentPlatformTimeoutException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Gets the name of the option that expired, such as <c>RequestTimeout</c>, <c>TurnTimeout</c>, <c>ReadyTimeout</c> or
    /// <c>QueueTimeout</c>.
    /// </summary>
    /// <value>Empty if no option set the timeout.</value>
    public string Limit { get; init; } = "";

    /// <summary>Gets the session that the call was waiting for. The caller can wait again, or terminate it.</summary>
    /// <value><see langword="null"/> if the call did not wait for a session.</value>
    public Session? Session { get; init; }

    /// <summary>Gets the part of the reply that had arrived when the turn's timeout expired.</summary>
    /// <value><see langword="null"/> if the call did not send a message.</value>
    public Reply? PartialReply { get; init; }
}
