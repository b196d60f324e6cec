using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Memories;

/// <summary>The fields of a request that creates or changes a memory; fields that were not sent are null.</summary>
internal sealed record MemoryFields
{
    public string? Text { get; private init; }

    public IReadOnlyList<string>? Tags { get; private init; }

    public string? Type { get; private init; }

    public double? Priority { get; private init; }

    public bool? Pinned { get; private init; }

    public bool? Disabled { get; private init; }

    public string? Source { get; private init; }

    public string? SourceUserId { get; private init; }

    public string? SourceSessionId { get; private init; }

    public string? SourceThread { get; private init; }

    private JsonElement Body { get; init; }

    public static MemoryFields ForNew(JsonElement body, Issues issues) => new()
    {
        Body = body,
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
        Body = body,
        Text = issues.Text(body, "text", minimum: 1),
        Tags = issues.Texts(body, "tags", maximum: 8),
        Type = issues.Text(body, "type"),
        Priority = issues.Integer(body, "priority"),
        Pinned = issues.Boolean(body, "pinned"),
        Disabled = issues.Boolean(body, "disabled"),
    };

    /// <summary>Checks the limits of the database: strings without NUL, priorities of 32 bits.</summary>
    public void CheckStored()
    {
        StoredText.Check(Body, "text", "tags", "type", "source_user_id", "source_session_id", "source_thread_ts");
        if (Priority is < int.MinValue or > int.MaxValue)
        {
            throw new DatabaseFaultException("a priority of more than 32 bits");
        }
    }
}
