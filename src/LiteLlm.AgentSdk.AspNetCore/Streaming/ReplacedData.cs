namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>A part reads differently from what was streamed.</summary>
internal sealed record ReplacedData
{
    public required string MessageId { get; init; }

    public required string PartId { get; init; }

    public required string Type { get; init; }

    public required string Text { get; init; }
}
