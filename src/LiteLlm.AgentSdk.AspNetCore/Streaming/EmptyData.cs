namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>The data of an event that has only a name.</summary>
internal sealed record EmptyData;
