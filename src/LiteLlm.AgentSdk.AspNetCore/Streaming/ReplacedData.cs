namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>The data of the event <c>replaced</c>: the text of a part differs from the streamed text.</summary>
internal sealed record ReplacedData
{
    public required string MessageId { get; init; }

    public required string PartId { get; init; }

    public required string Type { get; init; }

    public required string Text { get; init; }
}
