namespace LiteLlm.AgentSdk;

/// <summary>Options of <see cref="Session.ProvisionSandboxAsync"/>.</summary>
public sealed record SandboxProvisionOptions
{
    /// <summary>Gets the id of the project whose repository, environment and files the sandbox gets.</summary>
    /// <value>Default: none.</value>
    public string? ProjectId { get; init; }
}
