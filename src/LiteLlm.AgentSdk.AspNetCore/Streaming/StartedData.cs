namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>The data of the event <c>started</c>.</summary>
internal sealed record StartedData
{
    public required string SessionId { get; init; }

    public required string UserMessageId { get; init; }
}
