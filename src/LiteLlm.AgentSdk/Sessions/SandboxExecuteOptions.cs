namespace LiteLlm.AgentSdk;

/// <summary>How a command is run in a sandbox of a session.</summary>
public sealed record SandboxExecuteOptions
{
    /// <summary>Gets how long its answer is waited for. The platform may have a limit of its own.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.RequestTimeout"/>.</value>
    public TimeSpan? Timeout { get; init; }
}
