namespace LiteLlm.AgentSdk;

/// <summary>What is to be in a further sandbox of a session.</summary>
public sealed record SandboxProvisionOptions
{
    /// <summary>Gets the project whose repository, environment and files it has.</summary>
    /// <value>Default: none.</value>
    public string? ProjectId { get; init; }
}
