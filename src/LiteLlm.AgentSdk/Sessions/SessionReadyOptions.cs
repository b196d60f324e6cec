namespace LiteLlm.AgentSdk;

/// <summary>How to wait for a session to become ready.</summary>
public sealed record SessionReadyOptions
{
    /// <summary>Gets how long to wait.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.ReadyTimeout"/>.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets what is told of every change of status and phase.</summary>
    /// <value>Default: nobody.</value>
    public IProgress<SessionProgress>? Progress { get; init; }
}
