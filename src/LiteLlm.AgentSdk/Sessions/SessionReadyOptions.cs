namespace LiteLlm.AgentSdk;

/// <summary>How to wait for a session to become ready.</summary>
public sealed record SessionReadyOptions
{
    /// <summary>Gets how long to wait.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.ReadyTimeout"/>.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets the receiver of progress reports: one for every change of the status or phase.</summary>
    /// <value>Default: none.</value>
    /// <remarks>
    /// The receiver is called in order, before the method returns. <see cref="Progress{T}"/> hands each report on to the synchronization
    /// context or the thread pool, so that your code may see the last one after the method has returned.
    /// </remarks>
    public IProgress<SessionProgress>? Progress { get; init; }
}
