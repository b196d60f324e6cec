using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>More text of the reply; sent by the older proxy.</summary>
public sealed record MessageDeltaEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="MessageDeltaEvent"/> class.</summary>
    public MessageDeltaEvent()
        : base("message.delta", flat: true)
    {
    }

    /// <summary>Gets the text to append.</summary>
    [JsonIgnore]
    public string Text { get => TextJson.Value ?? ""; init => TextJson = new(value); }

    [JsonInclude, JsonPropertyName("text")]
    internal WireString TextJson { get; set; }
}
