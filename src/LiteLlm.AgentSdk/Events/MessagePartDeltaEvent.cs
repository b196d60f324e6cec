using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// More text for a part that is being written. With opencode, the type of the part shows whether the text is reasoning; the field does
/// not.
/// </summary>
public sealed record MessagePartDeltaEvent : SessionEvent
{
    private static readonly Place Nowhere = new(default, default, default);
    private Place _place = Nowhere;

    /// <summary>Initializes a new instance of the <see cref="MessagePartDeltaEvent"/> class.</summary>
    public MessagePartDeltaEvent()
        : base("message.part.delta")
    {
    }

    private MessagePartDeltaEvent(MessagePartDeltaEvent before, string delta, string? eventId)
        : base(before.Type)
    {
        _place = before._place;
        DeltaJson = new(delta);
        EventIdJson = new(eventId);
        HarnessSessionIdJson = before.HarnessSessionIdJson;
        Frame = before.Frame;
    }

    /// <summary>Gets the id of the message.</summary>
    [JsonIgnore]
    public string MessageId { get => MessageIdJson.Value ?? ""; init => MessageIdJson = new(value); }

    /// <summary>Gets the id of the part to append the text to.</summary>
    [JsonIgnore]
    public string PartId { get => PartIdJson.Value ?? ""; init => PartIdJson = new(value); }

    /// <summary>Gets the field of the part to append the text to: <c>text</c> or <c>reasoning</c>.</summary>
    [JsonIgnore]
    public string Field { get => FieldJson.Value ?? ""; init => FieldJson = new(value); }

    /// <summary>Gets the text to append.</summary>
    [JsonIgnore]
    public string Delta { get => DeltaJson.Value ?? ""; init => DeltaJson = new(value); }

    [JsonInclude, JsonPropertyName("messageID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString MessageIdJson { get => _place.MessageId; set => _place = _place with { MessageId = value }; }

    [JsonInclude, JsonPropertyName("partID"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString PartIdJson { get => _place.PartId; set => _place = _place with { PartId = value }; }

    [JsonInclude, JsonPropertyName("field"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString FieldJson { get => _place.Field; set => _place = _place with { Field = value }; }

    [JsonInclude, JsonPropertyName("delta")]
    internal WireString DeltaJson { get; set; }

    internal override bool Fits => DeltaJson.Value is not null;

    /// <summary>
    /// Gets a value indicating whether the frame had only the usual members, in their usual form.
    /// </summary>
    internal bool IsPlain =>
        AdditionalProperties is null && ReferenceEquals(Frame, EventFrame.Of(Frame.IsWrapped, Frame.HasProperties))
        && DeltaJson is { Value: not null, Raw: null } && EventIdJson.Raw is null;

    /// <summary>Creates the next delta of the same part.</summary>
    internal MessagePartDeltaEvent Next(string delta, string? eventId) => new(this, delta, eventId);

    internal void SetPlace(WireString messageId, WireString partId, WireString field) => _place = new Place(messageId, partId, field);

    // The members that all deltas of a part have in common. They share one object, because a long answer has thousands of deltas.
    private sealed record Place(WireString MessageId, WireString PartId, WireString Field);
}
