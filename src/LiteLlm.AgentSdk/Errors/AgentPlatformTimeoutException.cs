namespace LiteLlm.AgentSdk;

/// <summary>One of the SDK's own time limits ran out; which one, the message says. Never the caller's cancellation.</summary>
public sealed class AgentPlatformTimeoutException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="AgentPlatformTimeoutException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public AgentPlatformTimeoutException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Gets the option that ran out, such as <c>RequestTimeout</c>, <c>TurnTimeout</c>, <c>ReadyTimeout</c> or <c>QueueTimeout</c>.
    /// </summary>
    /// <value>Empty when it was none of them.</value>
    public string Limit { get; init; } = "";

    /// <summary>Gets the session that was being waited for, so that it is not lost: wait on, or end it.</summary>
    /// <value><see langword="null"/> when the call was not about one.</value>
    public Session? Session { get; init; }

    /// <summary>Gets what had come of the reply when the time for the turn ran out.</summary>
    /// <value><see langword="null"/> when the call was no message.</value>
    public Reply? PartialReply { get; init; }
}
