namespace LiteLlm.AgentSdk.Testing;

/// <summary>A workspace of another service in which a <see cref="LocalAgentPlatform"/> is installed.</summary>
/// <param name="InstallId">The installation's id, which agents are bound to.</param>
/// <param name="WorkspaceId">The service's own id of the workspace.</param>
/// <param name="WorkspaceName">The workspace's name.</param>
public sealed record LocalIntegrationInstall(string InstallId, string WorkspaceId, string WorkspaceName);
