using System.Text.Json;
using System.Text.Json.Serialization;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk;

/// <summary>A message of a session's thread, or the reply to one.</summary>
/// <remarks>
/// Equality compares the members that have a property of their own; of lists and of <see cref="AdditionalProperties"/> it compares the
/// references. Two that were read from equal JSON are equal only if they hold neither.
/// </remarks>
public sealed record Message
{
    /// <summary>Gets what is known of the message. Never null.</summary>
    [JsonIgnore]
    public MessageInfo Info { get => InfoJson.Value ?? new MessageInfo(); init => InfoJson = new(value); }

    /// <summary>Gets the parts, in order. Never null.</summary>
    [JsonIgnore]
    public IReadOnlyList<MessagePart> Parts { get => PartsJson.Value ?? []; init => PartsJson = new(value); }

    /// <summary>Gets the text of all text parts, joined with line ends; empty when there is none.</summary>
    [JsonIgnore]
    public string Text => string.Join('\n', Parts.OfType<TextPart>().Select(static part => part.Text));

    /// <summary>
    /// Gets <see cref="Text"/> without what the platform wrote itself: the instructions that it puts before the first message of a session,
    /// and the whole of a message by which it gives a new sandbox the earlier conversation. The same as <see cref="Text"/> where there are
    /// none.
    /// </summary>
    [JsonIgnore]
    public string OwnText => MessageThread.IsReplayedHistory(this) ? ""
        : Preamble.Without(Preamble.WithoutPart([.. Parts.OfType<TextPart>().Select(static part => part.Text)]));

    /// <summary>
    /// Gets a value indicating whether this is the placeholder that the platform puts at the end of a thread while a turn runs: it holds
    /// the user's text, and is not an answer.
    /// </summary>
    [JsonIgnore]
    public bool IsPending => Info.Id.StartsWith("pending-", StringComparison.Ordinal);

    /// <summary>Gets or sets what was sent besides the members above, by its JSON name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("info"), JsonConverter(typeof(WireConverter<MessageInfo>))]
    internal Wire<MessageInfo> InfoJson { get; set; }

    [JsonInclude, JsonPropertyName("parts"), JsonConverter(typeof(TaggedWireListConverter<MessagePart, MessagePartConverter>))]
    internal Wire<IReadOnlyList<MessagePart>> PartsJson { get; set; }
}
