using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Memories;

/// <summary>Something that an agent remembers.</summary>
internal sealed record MemoryRecord(string AgentId, string Text, DateTimeOffset CreatedAt) : IStored
{
    public string Id { get; } = Ids.Uuid();

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string Type { get; init; } = "convention";

    public int Priority { get; init; }

    public bool Pinned { get; init; }

    public bool Disabled { get; init; }

    public int TimesApplied { get; init; }

    public DateTimeOffset? LastAppliedAt { get; init; }

    public required string Source { get; init; }

    public string? SourceUserId { get; init; }

    public string? SourceSessionId { get; init; }

    public string? SourceThread { get; init; }

    public DateTimeOffset UpdatedAt { get; init; } = CreatedAt;

    public string Json() => JsText.OneLine($$"""
        {"id":"{{Id}}","agent_id":"{{AgentId}}","text":{{JsText.Quote(Text)}},"tags":{{JsText.Strings(Tags)}},
         "type":{{JsText.Quote(Type)}},"priority":{{Priority}},"pinned":{{JsText.Bool(Pinned)}},
         "disabled":{{JsText.Bool(Disabled)}},"times_applied":{{TimesApplied}},"last_applied_at":{{JsText.Time(LastAppliedAt)}},
         "source":{{JsText.Quote(Source)}},"source_user_id":{{JsText.Quote(SourceUserId)}},
         "source_session_id":{{JsText.Quote(SourceSessionId)}},"source_thread_ts":{{JsText.Quote(SourceThread)}},
         "created_at":"{{JsText.Time(CreatedAt)}}","updated_at":"{{JsText.Time(UpdatedAt)}}"}
        """);
}
