using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The harness's own data about the session; sent by opencode.</summary>
public sealed record SessionUpdatedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="SessionUpdatedEvent"/> class.</summary>
    public SessionUpdatedEvent()
        : base("session.updated")
    {
    }

    /// <summary>Gets the harness's own record of the session.</summary>
    [JsonIgnore]
    public JsonElement Info { get => InfoJson?.Element ?? default; init => InfoJson = RawJson.From(value); }

    [JsonInclude, JsonPropertyName("info")]
    internal RawJson? InfoJson { get; set; }
}
