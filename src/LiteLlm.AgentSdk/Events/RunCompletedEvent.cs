using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The run has ended, and so has the turn; sent by the older proxy.</summary>
public sealed record RunCompletedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="RunCompletedEvent"/> class.</summary>
    public RunCompletedEvent()
        : base("run.completed", flat: true)
    {
    }

    /// <summary>Gets the text of the reply; null if it was not sent.</summary>
    [JsonIgnore]
    public string? Text { get => TextJson.Value; init => TextJson = new(value); }

    [JsonInclude, JsonPropertyName("text")]
    internal WireString TextJson { get; set; }
}
