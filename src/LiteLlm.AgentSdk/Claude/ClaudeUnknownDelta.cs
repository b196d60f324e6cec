using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A delta that the SDK has no record for, as its whole JSON.</summary>
public sealed record ClaudeUnknownDelta : ClaudeDelta
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeUnknownDelta"/> class.</summary>
    /// <param name="json">The JSON of the whole delta.</param>
    public ClaudeUnknownDelta(JsonElement json)
        : this(RawJson.From(json) ?? throw new ArgumentException("The JSON of a delta can't be undefined.", nameof(json)))
    {
    }

    internal ClaudeUnknownDelta(RawJson raw)
        : base(JsonScan.GetString(raw.Utf8, "type"u8) ?? "")
    {
        Raw = raw;
    }

    /// <summary>Gets the JSON of the whole delta, as it was sent.</summary>
    [JsonIgnore]
    public JsonElement Json => Raw.Element;

    internal static ClaudeUnknownDelta None { get; } = new(new RawJson("null"u8.ToArray()));

    internal RawJson Raw { get; }
}
