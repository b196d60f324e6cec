using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A part of a message. The set of parts is open: one of a type that the SDK does not know, or whose content is not what its type promises,
/// is an <see cref="UnknownPart"/>.
/// </summary>
/// <remarks>
/// Equality compares the members that have a property of their own; of lists and of <see cref="AdditionalProperties"/> it compares the
/// references. Two that were read from equal JSON are equal only if they hold neither.
/// </remarks>
[JsonConverter(typeof(MessagePartConverter))]
public abstract record MessagePart
{
    private protected MessagePart(PartType type) => Type = type;

    /// <summary>Gets what the part is.</summary>
    [JsonPropertyName("type"), JsonPropertyOrder(-1)]
    public PartType Type { get; }

    /// <summary>Gets the part's id; the parts of a user message may have none.</summary>
    [JsonIgnore]
    public string? Id { get => IdJson.Value; init => IdJson = new(value); }

    /// <summary>Gets the id of the message that the part belongs to, where it is sent.</summary>
    [JsonIgnore]
    public string? MessageId { get => MessageIdJson.Value; init => MessageIdJson = new(value); }

    /// <summary>Gets the harness's id of the session, where it is sent: not the platform's.</summary>
    [JsonIgnore]
    public string? SessionId { get => SessionIdJson.Value; init => SessionIdJson = new(value); }

    /// <summary>Gets or sets what was sent besides the members above, by its JSON name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("id"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString IdJson { get; set; }

    [JsonInclude, JsonPropertyName("messageID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString MessageIdJson { get; set; }

    [JsonInclude, JsonPropertyName("sessionID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString SessionIdJson { get; set; }

    /// <summary>The record's type and its members.</summary>
    public sealed override string ToString() => RecordText.Of(this, PrintMembers);
}
