namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>Nothing to say beyond the event's name.</summary>
internal sealed record EmptyData;
