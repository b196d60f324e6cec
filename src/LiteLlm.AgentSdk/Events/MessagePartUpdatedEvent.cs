using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A whole part, which replaces the text that its deltas have built up.</summary>
public sealed record MessagePartUpdatedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="MessagePartUpdatedEvent"/> class.</summary>
    public MessagePartUpdatedEvent()
        : base("message.part.updated")
    {
    }

    /// <summary>Gets the id of the message. opencode sends it in the part instead.</summary>
    [JsonIgnore]
    public string? MessageId { get => MessageIdJson.Value; init => MessageIdJson = new(value); }

    /// <summary>Gets when it happened, in Unix milliseconds by the harness's clock; sent by opencode.</summary>
    [JsonIgnore]
    public long? Time { get => TimeJson.Value; init => TimeJson = new(value); }

    /// <summary>Gets the part.</summary>
    [JsonIgnore]
    public MessagePart Part { get => PartJson ?? new TextPart(); init => PartJson = value; }

    [JsonInclude, JsonPropertyName("part")]
    internal MessagePart? PartJson { get; set; }

    internal override bool Fits => PartJson is not null;

    [JsonInclude, JsonPropertyName("messageID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString MessageIdJson { get; set; }

    [JsonInclude, JsonPropertyName("time")]
    internal WireNumber<long> TimeJson { get; set; }
}
