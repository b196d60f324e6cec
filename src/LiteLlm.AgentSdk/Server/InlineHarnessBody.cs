namespace LiteLlm.AgentSdk;

/// <summary>The request that switches the inline harnesses' server on or off.</summary>
internal sealed record InlineHarnessBody(bool Enable);
