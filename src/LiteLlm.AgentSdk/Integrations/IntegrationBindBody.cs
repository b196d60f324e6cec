namespace LiteLlm.AgentSdk;

/// <summary>The request body that binds an agent to a workspace of another service.</summary>
internal sealed record IntegrationBindBody(string InstallId);
