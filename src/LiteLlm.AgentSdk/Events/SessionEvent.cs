using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Something that a session's stream tells. Every type that the SDK knows has a record; one that it does not know, or whose content is not
/// what its type promises, is an
/// <see cref="UnknownEvent"/>: nothing is dropped.
/// </summary>
/// <remarks>
/// Equality compares the members that have a property of their own; of lists and of <see cref="AdditionalProperties"/> it compares the
/// references. Two that were read from equal JSON are equal only if they hold neither.
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

    /// <summary>Gets the harness's id of the session, where it is sent: not the platform's.</summary>
    [JsonIgnore]
    public string? HarnessSessionId { get => HarnessSessionIdJson.Value; init => HarnessSessionIdJson = new(value); }

    /// <summary>Gets the event's number in its stream; sent by some versions of the older proxy.</summary>
    [JsonIgnore]
    public long? Sequence { get => Frame.Sequence.Value; init => Frame = Frame with { Sequence = new(value) }; }

    /// <summary>Gets a value indicating whether the turn is over with this event. Its type decides, whatever else it carries.</summary>
    [JsonIgnore]
    public bool IsTurnEnd => Type is "session.idle" or "done" or "message.completed" or "run.completed" or "run.failed";

    /// <summary>Gets or sets what was sent besides the members above, by its JSON name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("sessionID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString HarnessSessionIdJson { get; set; }

    internal WireString EventIdJson { get; set; }

    /// <summary>Gets or sets what was around the event's content when it came.</summary>
    internal EventFrame Frame { get; set; }

    /// <summary>Gets a value indicating whether the members that make the event what it is are there.</summary>
    internal virtual bool Fits => true;

    /// <summary>
    /// The JSON of the event, with everything that was around it when it came (such as the platform's <c>harness_event</c>).
    /// </summary>
    /// <returns>The frame's JSON: equal to the one that came, in content and in number literals.</returns>
    public virtual string ToJson() => Encoding.UTF8.GetString(EventEncoder.Encode(this).Span);

    /// <summary>The record's type and its members.</summary>
    public sealed override string ToString() => RecordText.Of(this, PrintMembers);
}
