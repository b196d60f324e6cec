using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>An event of an unknown type, or one that does not fit the record of its type, as its whole JSON.</summary>
public sealed record UnknownEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="UnknownEvent"/> class.</summary>
    /// <param name="json">The JSON of the whole event: an object with a <c>type</c>.</param>
    public UnknownEvent(JsonElement json)
        : this(
            json.ValueKind == JsonValueKind.Object ? JsonText.GetString(json, "type") ?? "" : "",
            RawJson.From(json) ?? throw new ArgumentException("The JSON of an event can't be undefined.", nameof(json)))
    {
    }

    internal UnknownEvent(string type, RawJson raw)
        : base(type)
    {
        Raw = raw;
    }

    internal UnknownEvent(string text)
        : base("")
    {
        Text = text;
    }

    /// <summary>
    /// Gets the JSON of the whole event as it was sent, without the platform's <c>harness_event</c> around it;
    /// <see cref="JsonValueKind.Undefined"/> if the frame was not a JSON object.
    /// </summary>
    [JsonIgnore]
    public JsonElement Json => Raw?.Element ?? default;

    /// <summary>Gets the text of a frame that was not a JSON object; otherwise, null. In the first case the type is empty.</summary>
    [JsonIgnore]
    public string? Text { get; internal init; }

    internal RawJson? Raw { get; }

    /// <inheritdoc/>
    public override string ToJson() => Text ?? base.ToJson();
}
