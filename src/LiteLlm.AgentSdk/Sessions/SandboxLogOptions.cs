namespace LiteLlm.AgentSdk;

/// <summary>How much of a sandbox's output to get.</summary>
public sealed record SandboxLogOptions
{
    /// <summary>Gets the greatest age of what is read, in whole seconds: at least one.</summary>
    /// <value>Default: of any age.</value>
    public TimeSpan? Since { get; init; }

    /// <summary>Gets how many lines to read, the last ones: at least 1.</summary>
    /// <value>Default: as many as the platform gives.</value>
    public int? TailLines { get; init; }
}
