namespace LiteLlm.AgentSdk;

/// <summary>The request that binds an agent to a workspace of another service.</summary>
internal sealed record IntegrationBindBody(string InstallId);
