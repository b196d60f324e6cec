using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A block that the SDK has no record for, as its whole JSON.</summary>
public sealed record ClaudeUnknownBlock : ClaudeContentBlock
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeUnknownBlock"/> class.</summary>
    /// <param name="json">The JSON of the whole block.</param>
    public ClaudeUnknownBlock(JsonElement json)
        : this(RawJson.From(json) ?? throw new ArgumentException("The JSON of a block can't be undefined.", nameof(json)))
    {
    }

    internal ClaudeUnknownBlock(RawJson raw)
        : base(JsonScan.GetString(raw.Utf8, "type"u8) ?? "")
    {
        Raw = raw;
    }

    /// <summary>Gets the JSON of the whole block, as it was sent.</summary>
    [JsonIgnore]
    public JsonElement Json => Raw.Element;

    internal RawJson Raw { get; }
}
