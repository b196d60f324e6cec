using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The session has started; sent by the older proxy.</summary>
public sealed record SessionStartedEvent : SessionEvent
{
    /// <summary>Makes an event.</summary>
    public SessionStartedEvent()
        : base("session.started", flat: true)
    {
    }

    /// <summary>The session's id.</summary>
    [JsonIgnore]
    public string? SessionId { get => SessionIdJson.Value; init => SessionIdJson = new(value); }

    [JsonInclude, JsonPropertyName("session_id"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString SessionIdJson { get; set; }
}
