namespace LiteLlm.AgentSdk;

/// <summary>A session ended before it could be used: <c>failed</c>, <c>dead</c> or <c>stopped</c>; or its initial prompt failed.</summary>
public sealed class SessionFailedException : AgentPlatformException
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public SessionFailedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The session as it was last seen.</summary>
    /// <value><see langword="null"/> when it could not be had.</value>
    public Session? Session { get; init; }

    /// <summary>Its status.</summary>
    public SessionStatus Status { get; init; }

    /// <summary>The platform's reason (<c>failure_reason</c>).</summary>
    /// <value><see langword="null"/> when it gave none.</value>
    public string? FailureReason { get; init; }

    /// <summary>The last phase of its creation that was seen.</summary>
    /// <value><see langword="null"/> when none was.</value>
    public SessionPhase? LastPhase { get; init; }
}
