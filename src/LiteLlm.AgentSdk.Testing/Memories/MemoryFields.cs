using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Memories;

/// <summary>The fields of a request that makes or changes a memory; what was not sent is null.</summary>
internal sealed record MemoryFields
{
    public string? Text { get; private init; }

    public IReadOnlyList<string>? Tags { get; private init; }

    public string? Type { get; private init; }

    public int? Priority { get; private init; }

    public bool? Pinned { get; private init; }

    public bool? Disabled { get; private init; }

    public string? Source { get; private init; }

    public string? SourceUserId { get; private init; }

    public string? SourceSessionId { get; private init; }

    public string? SourceThread { get; private init; }

    public static MemoryFields ForNew(JsonElement body, Issues issues) => new()
    {
        Text = issues.Text(body, "text", required: true, minimum: 1, tooShort: "text required"),
        Tags = issues.Texts(body, "tags", maximum: 8),
        Type = issues.Text(body, "type"),
        Priority = issues.Integer(body, "priority"),
        Pinned = issues.Boolean(body, "pinned"),
        Source = issues.OneOf(body, "source", required: false, "agent", "slack", "ui"),
        SourceUserId = issues.Text(body, "source_user_id"),
        SourceSessionId = issues.Text(body, "source_session_id"),
        SourceThread = issues.Text(body, "source_thread_ts"),
    };

    public static MemoryFields ForChange(JsonElement body, Issues issues) => new()
    {
        Text = issues.Text(body, "text", minimum: 1),
        Tags = issues.Texts(body, "tags", maximum: 8),
        Type = issues.Text(body, "type"),
        Priority = issues.Integer(body, "priority"),
        Pinned = issues.Boolean(body, "pinned"),
        Disabled = issues.Boolean(body, "disabled"),
    };
}
