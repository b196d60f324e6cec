using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Text of the agent or the user.</summary>
public sealed record TextPart : MessagePart
{
    /// <summary>Initializes a new instance of the <see cref="TextPart"/> class.</summary>
    public TextPart()
        : base(PartType.Text)
    {
    }

    /// <summary>Gets the text.</summary>
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
