using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>An event that the SDK has no record for, or whose content is not what its type promises, whole.</summary>
public sealed record UnknownEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="UnknownEvent"/> class.</summary>
    /// <param name="json">The whole event: an object with a <c>type</c>.</param>
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
    /// Gets the whole event as it was sent, without the platform's <c>harness_event</c> around it; <see cref="JsonValueKind.Undefined"/>
    /// when what came was no JSON.
    /// </summary>
    [JsonIgnore]
    public JsonElement Json => Raw?.Element ?? default;

    /// <summary>Gets what came, when it was no JSON object: then the type is empty. Null otherwise.</summary>
    [JsonIgnore]
    public string? Text { get; internal init; }

    internal RawJson? Raw { get; }

    /// <inheritdoc/>
    public override string ToJson() => Text ?? base.ToJson();
}
