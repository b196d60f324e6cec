namespace LiteLlm.AgentSdk;

/// <summary>A session ended (<c>failed</c>, <c>dead</c> or <c>stopped</c>) before it could be used, or its initial prompt failed.</summary>
public sealed class SessionFailedException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="SessionFailedException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public SessionFailedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the session as it was last seen.</summary>
    /// <value><see langword="null"/> if it could not be read.</value>
    public Session? Session { get; init; }

    /// <summary>Gets the session's status.</summary>
    public SessionStatus Status { get; init; }

    /// <summary>Gets the reason that the platform reported (<c>failure_reason</c>).</summary>
    /// <value><see langword="null"/> if it reported none.</value>
    public string? FailureReason { get; init; }

    /// <summary>Gets the last phase of the session's creation that was observed.</summary>
    /// <value><see langword="null"/> if none was observed.</value>
    public SessionPhase? LastPhase { get; init; }
}
