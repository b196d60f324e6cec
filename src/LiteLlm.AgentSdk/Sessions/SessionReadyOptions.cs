namespace LiteLlm.AgentSdk;

/// <summary>How to wait for a session to become ready.</summary>
public sealed record SessionReadyOptions
{
    /// <summary>Gets how long to wait.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.ReadyTimeout"/>.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets the receiver of progress reports: one for every change of the status or phase.</summary>
    /// <value>Default: none.</value>
    public IProgress<SessionProgress>? Progress { get; init; }
}
