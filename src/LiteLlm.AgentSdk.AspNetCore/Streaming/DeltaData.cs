namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>The data of an event with new text of a text or reasoning part.</summary>
internal sealed record DeltaData
{
    public required string MessageId { get; init; }

    public required string PartId { get; init; }

    public required int Offset { get; init; }

    public required string Delta { get; init; }
}
