namespace LiteLlm.AgentSdk;

/// <summary>The request body that deploys or deletes the server of inline harnesses.</summary>
internal sealed record InlineHarnessBody(bool Enable);
