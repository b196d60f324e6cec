namespace LiteLlm.AgentSdk;

/// <summary>A session ended before it could be used: <c>failed</c>, <c>dead</c> or <c>stopped</c>; or its initial prompt failed.</summary>
public sealed class SessionFailedException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="SessionFailedException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public SessionFailedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the session as it was last seen.</summary>
    /// <value><see langword="null"/> when it could not be had.</value>
    public Session? Session { get; init; }

    /// <summary>Gets its status.</summary>
    public SessionStatus Status { get; init; }

    /// <summary>Gets the platform's reason (<c>failure_reason</c>).</summary>
    /// <value><see langword="null"/> when it gave none.</value>
    public string? FailureReason { get; init; }

    /// <summary>Gets the last phase of its creation that was seen.</summary>
    /// <value><see langword="null"/> when none was.</value>
    public SessionPhase? LastPhase { get; init; }
}
