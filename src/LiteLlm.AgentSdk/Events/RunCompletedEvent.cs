using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The run, and with it the turn, is over; sent by the older proxy.</summary>
public sealed record RunCompletedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="RunCompletedEvent"/> class.</summary>
    public RunCompletedEvent()
        : base("run.completed", flat: true)
    {
    }

    /// <summary>Gets the text of the reply, where it is sent.</summary>
    [JsonIgnore]
    public string? Text { get => TextJson.Value; init => TextJson = new(value); }

    [JsonInclude, JsonPropertyName("text")]
    internal WireString TextJson { get; set; }
}
