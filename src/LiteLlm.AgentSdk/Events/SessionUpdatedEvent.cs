using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What the harness knows of the session; sent by opencode.</summary>
public sealed record SessionUpdatedEvent : SessionEvent
{
    /// <summary>Makes an event.</summary>
    public SessionUpdatedEvent()
        : base("session.updated")
    {
    }

    /// <summary>The harness's own record of the session.</summary>
    [JsonIgnore]
    public JsonElement Info { get => InfoJson?.Element ?? default; init => InfoJson = RawJson.From(value); }

    [JsonInclude, JsonPropertyName("info")]
    internal RawJson? InfoJson { get; set; }
}
