using System.Text.Json;
using System.Text.Json.Serialization;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk;

/// <summary>A message of a session's conversation: a user message or a message of the agent.</summary>
/// <remarks>
/// Equality compares the members that have a property. Lists and <see cref="AdditionalProperties"/> are compared by reference, so two
/// instances that were read from equal JSON are equal only if they have neither.
/// </remarks>
public sealed record Message
{
    /// <summary>Gets the message's id, role, times, tokens, cost and error. Never null.</summary>
    [JsonIgnore]
    public MessageInfo Info { get => InfoJson.Value ?? new MessageInfo(); init => InfoJson = new(value); }

    /// <summary>Gets who wrote the message: the user or the assistant. The same as <see cref="MessageInfo.Role"/>.</summary>
    [JsonIgnore]
    public MessageRole Role => Info.Role;

    /// <summary>Gets the parts, in order. Never null.</summary>
    [JsonIgnore]
    public IReadOnlyList<MessagePart> Parts { get => PartsJson.Value ?? []; init => PartsJson = new(value); }

    /// <summary>Gets the text of all text parts, joined with line feeds; empty if there is none.</summary>
    [JsonIgnore]
    public string Text => string.Join('\n', Parts.OfType<TextPart>().Select(static part => part.Text));

    /// <summary>
    /// Gets <see cref="Text"/> without text that the platform added: the instructions before the first message of a session, and the whole
    /// text of a message with which the platform passes the earlier conversation to a new sandbox.
    /// </summary>
    [JsonIgnore]
    public string OwnText => MessageThread.IsReplayedHistory(this) ? ""
        : Preamble.Without(Preamble.WithoutPart([.. Parts.OfType<TextPart>().Select(static part => part.Text)]));

    /// <summary>
    /// Gets a value indicating whether this is the placeholder that the platform puts at the end of the conversation while a turn runs. It
    /// contains the user's text and is not a reply.
    /// </summary>
    [JsonIgnore]
    public bool IsPending => Info.Id.StartsWith("pending-", StringComparison.Ordinal);

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("info"), JsonConverter(typeof(WireConverter<MessageInfo>))]
    internal Wire<MessageInfo> InfoJson { get; set; }

    [JsonInclude, JsonPropertyName("parts"), JsonConverter(typeof(TaggedWireListConverter<MessagePart, MessagePartConverter>))]
    internal Wire<IReadOnlyList<MessagePart>> PartsJson { get; set; }
}
