using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// More text for a part that is being written. With opencode the type of the part decides whether it is reasoning, not the field.
/// </summary>
public sealed record MessagePartDeltaEvent : SessionEvent
{
    /// <summary>Makes an event.</summary>
    public MessagePartDeltaEvent()
        : base("message.part.delta")
    {
    }

    /// <summary>The id of the message.</summary>
    [JsonIgnore]
    public string MessageId { get => MessageIdJson.Value ?? ""; init => MessageIdJson = new(value); }

    /// <summary>The id of the part that the text is to be appended to.</summary>
    [JsonIgnore]
    public string PartId { get => PartIdJson.Value ?? ""; init => PartIdJson = new(value); }

    /// <summary>What of the part grows: <c>text</c> or <c>reasoning</c>.</summary>
    [JsonIgnore]
    public string Field { get => FieldJson.Value ?? ""; init => FieldJson = new(value); }

    /// <summary>The text to append.</summary>
    [JsonIgnore]
    public string Delta { get => DeltaJson.Value ?? ""; init => DeltaJson = new(value); }

    [JsonInclude, JsonPropertyName("messageID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString MessageIdJson { get; set; }

    [JsonInclude, JsonPropertyName("partID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString PartIdJson { get; set; }

    [JsonInclude, JsonPropertyName("field"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString FieldJson { get; set; }

    [JsonInclude, JsonPropertyName("delta")]
    internal WireString DeltaJson { get; set; }

    internal override bool Fits => DeltaJson.Value is not null;
}
