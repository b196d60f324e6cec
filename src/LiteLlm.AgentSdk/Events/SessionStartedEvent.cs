using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The session has started; sent by the older proxy.</summary>
public sealed record SessionStartedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="SessionStartedEvent"/> class.</summary>
    public SessionStartedEvent()
        : base("session.started", flat: true)
    {
    }

    /// <summary>Gets the session's id.</summary>
    [JsonIgnore]
    public string? SessionId { get => SessionIdJson.Value; init => SessionIdJson = new(value); }

    [JsonInclude, JsonPropertyName("session_id"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString SessionIdJson { get; set; }
}
