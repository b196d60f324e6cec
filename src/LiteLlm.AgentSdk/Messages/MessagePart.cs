using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A part of a message. The set of part types is open: a part of an unknown type, or one that does not fit the record of its type, is an
/// <see cref="UnknownPart"/>.
/// </summary>
/// <remarks>
/// Equality compares the members that have a property. Lists and <see cref="AdditionalProperties"/> are compared by reference, so two
/// instances that were read from equal JSON are equal only if they have neither.
/// </remarks>
[JsonConverter(typeof(MessagePartConverter))]
public abstract record MessagePart
{
    private protected MessagePart(PartType type) => Type = type;

    /// <summary>Gets the part's type.</summary>
    [JsonPropertyName("type"), JsonPropertyOrder(-1)]
    public PartType Type { get; }

    /// <summary>Gets the part's id; the parts of a user message may have none.</summary>
    [JsonIgnore]
    public string? Id { get => IdJson.Value; init => IdJson = new(value); }

    /// <summary>Gets the id of the message that the part belongs to; null if the harness does not send it.</summary>
    [JsonIgnore]
    public string? MessageId { get => MessageIdJson.Value; init => MessageIdJson = new(value); }

    /// <summary>Gets the harness's id of the session, which differs from the platform's; null if the harness does not send it.</summary>
    [JsonIgnore]
    public string? SessionId { get => SessionIdJson.Value; init => SessionIdJson = new(value); }

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("id"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString IdJson { get; set; }

    [JsonInclude, JsonPropertyName("messageID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString MessageIdJson { get; set; }

    [JsonInclude, JsonPropertyName("sessionID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString SessionIdJson { get; set; }

    /// <summary>Returns the record's type and its members.</summary>
    public sealed override string ToString() => RecordText.Of(this, PrintMembers);
}
