using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>More text of the reply; sent by the older proxy.</summary>
public sealed record MessageDeltaEvent : SessionEvent
{
    /// <summary>Makes an event.</summary>
    public MessageDeltaEvent()
        : base("message.delta", flat: true)
    {
    }

    /// <summary>The text to append.</summary>
    [JsonIgnore]
    public string Text { get => TextJson.Value ?? ""; init => TextJson = new(value); }

    [JsonInclude, JsonPropertyName("text")]
    internal WireString TextJson { get; set; }
}
