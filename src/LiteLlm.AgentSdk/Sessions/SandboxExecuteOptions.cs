namespace LiteLlm.AgentSdk;

/// <summary>Options of <see cref="Session.ExecuteInSandboxAsync"/>.</summary>
public sealed record SandboxExecuteOptions
{
    /// <summary>Gets how long to wait for the command's response. The platform may have a lower limit.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.RequestTimeout"/>.</value>
    public TimeSpan? Timeout { get; init; }
}
