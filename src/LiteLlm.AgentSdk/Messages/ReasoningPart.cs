using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The agent's reasoning.</summary>
public sealed record ReasoningPart : MessagePart
{
    /// <summary>Initializes a new instance of the <see cref="ReasoningPart"/> class.</summary>
    public ReasoningPart()
        : base(PartType.Reasoning)
    {
    }

    /// <summary>Gets the reasoning.</summary>
    [JsonIgnore]
    public string Text { get => TextJson.Value ?? ""; init => TextJson = new(value); }

    /// <summary>Gets when the part was written; sent by opencode.</summary>
    [JsonIgnore]
    public PartTime? Time { get => TimeJson.Value; init => TimeJson = new(value); }

    [JsonInclude, JsonPropertyName("text")]
    internal WireString TextJson { get; set; }

    [JsonInclude, JsonPropertyName("time"), JsonConverter(typeof(WireConverter<PartTime>))]
    internal Wire<PartTime> TimeJson { get; set; }
}
