using System.Text.Json;

namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>The data of an event about a tool call, in its current state.</summary>
internal sealed record ToolData
{
    public required string MessageId { get; init; }

    public required string PartId { get; init; }

    public string? CallId { get; init; }

    public required string Tool { get; init; }

    public required string Status { get; init; }

    public string? Title { get; init; }

    public JsonElement? Input { get; init; }

    public string? Output { get; init; }

    public string? Error { get; init; }
}
