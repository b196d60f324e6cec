namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>A text or reasoning part has grown.</summary>
internal sealed record DeltaData
{
    public required string MessageId { get; init; }

    public required string PartId { get; init; }

    public required int Offset { get; init; }

    public required string Delta { get; init; }
}
