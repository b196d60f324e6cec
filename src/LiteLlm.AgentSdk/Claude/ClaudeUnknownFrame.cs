using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A frame that the SDK has no record for, as its whole JSON.</summary>
public sealed record ClaudeUnknownFrame : ClaudeStreamFrame
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeUnknownFrame"/> class.</summary>
    /// <param name="json">The JSON of the whole frame.</param>
    public ClaudeUnknownFrame(JsonElement json)
        : this(RawJson.From(json) ?? throw new ArgumentException("The JSON of a frame can't be undefined.", nameof(json)))
    {
    }

    internal ClaudeUnknownFrame(RawJson raw)
        : base(JsonScan.GetString(raw.Utf8, "type"u8) ?? "")
    {
        Raw = raw;
    }

    /// <summary>Gets the JSON of the whole frame, as it was sent.</summary>
    [JsonIgnore]
    public JsonElement Json => Raw.Element;

    internal static ClaudeUnknownFrame None { get; } = new(new RawJson("null"u8.ToArray()));

    internal RawJson Raw { get; }
}
