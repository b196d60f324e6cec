namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>The turn has begun.</summary>
internal sealed record StartedData
{
    public required string SessionId { get; init; }

    public required string UserMessageId { get; init; }
}
