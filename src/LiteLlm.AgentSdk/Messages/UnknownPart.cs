using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A part that the SDK has no record for (<c>file</c>, <c>patch</c>, <c>step-start</c>, <c>image</c>, ...), as its whole JSON.
/// </summary>
public sealed record UnknownPart : MessagePart
{
    /// <summary>Initializes a new instance of the <see cref="UnknownPart"/> class.</summary>
    /// <param name="json">The JSON of the whole part.</param>
    public UnknownPart(JsonElement json)
        : this(RawJson.From(json) ?? throw new ArgumentException("The JSON of a part can't be undefined.", nameof(json)))
    {
    }

    internal UnknownPart(RawJson raw)
        : base(new PartType(JsonScan.GetString(raw.Utf8, "type"u8)))
    {
        Raw = raw;
        IdJson = new(JsonScan.GetString(raw.Utf8, "id"u8));
        MessageIdJson = new(JsonScan.GetString(raw.Utf8, "messageID"u8));
        SessionIdJson = new(JsonScan.GetString(raw.Utf8, "sessionID"u8));
    }

    /// <summary>Gets the JSON of the whole part, as it was sent.</summary>
    [JsonIgnore]
    public JsonElement Json => Raw.Element;

    internal RawJson Raw { get; }
}
