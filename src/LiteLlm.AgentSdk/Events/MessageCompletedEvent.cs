using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The reply is complete, and the turn has ended; sent by the older proxy.</summary>
public sealed record MessageCompletedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="MessageCompletedEvent"/> class.</summary>
    public MessageCompletedEvent()
        : base("message.completed", flat: true)
    {
    }

    /// <summary>Gets the whole text of the reply.</summary>
    [JsonIgnore]
    public string? Text { get => TextJson.Value; init => TextJson = new(value); }

    [JsonInclude, JsonPropertyName("text")]
    internal WireString TextJson { get; set; }
}
