using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// An event of a session's stream. Each known event type has a record. An event of an unknown type, or one that does not fit its record, is
/// an <see cref="UnknownEvent"/>, so that no event is dropped.
/// </summary>
/// <remarks>
/// Equality compares the members that have a property. Lists and <see cref="AdditionalProperties"/> are compared by reference, so two
/// instances that were read from equal JSON are equal only if they have neither.
/// </remarks>
public abstract record SessionEvent
{
    private protected SessionEvent(string type, bool flat = false)
    {
        Type = type;
        Frame = flat ? EventFrame.Flat : EventFrame.Bare;
    }

    /// <summary>Gets the event's type, as it was sent.</summary>
    [JsonIgnore]
    public string Type { get; }

    /// <summary>Gets the event's id; sent by opencode.</summary>
    [JsonIgnore]
    public string? EventId { get => EventIdJson.Value; init => EventIdJson = new(value); }

    /// <summary>Gets the harness's id of the session, which differs from the platform's; null if it was not sent.</summary>
    [JsonIgnore]
    public string? HarnessSessionId { get => HarnessSessionIdJson.Value; init => HarnessSessionIdJson = new(value); }

    /// <summary>Gets the event's sequence number in its stream; sent by some versions of the older proxy.</summary>
    [JsonIgnore]
    public long? Sequence { get => Frame.Sequence.Value; init => Frame = Frame with { Sequence = new(value) }; }

    /// <summary>Gets a value indicating whether this event ends the turn. Only its type counts, not its content.</summary>
    [JsonIgnore]
    public bool IsTurnEnd => Type is "session.idle" or "done" or "message.completed" or "run.completed" or "run.failed";

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("sessionID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString HarnessSessionIdJson { get; set; }

    internal WireString EventIdJson { get; set; }

    /// <summary>Gets or sets the JSON around the event's content.</summary>
    internal EventFrame Frame { get; set; }

    /// <summary>Gets a value indicating whether the event has the members that its type requires.</summary>
    internal virtual bool Fits => true;

    /// <summary>
    /// Returns the JSON of the whole frame, including the platform's <c>harness_event</c> around the event, if there was one.
    /// </summary>
    /// <returns>JSON with the same content and the same number literals as the received frame.</returns>
    public virtual string ToJson() => Encoding.UTF8.GetString(EventEncoder.Encode(this).Span);

    /// <summary>Returns the record's type and its members.</summary>
    public sealed override string ToString() => RecordText.Of(this, PrintMembers);
}
