using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A message that the SDK has no record for, as its whole JSON.</summary>
public sealed record ClaudeUnknownMessage : ClaudeMessage
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeUnknownMessage"/> class.</summary>
    /// <param name="json">The JSON of the whole message.</param>
    public ClaudeUnknownMessage(JsonElement json)
        : this(RawJson.From(json) ?? throw new ArgumentException("The JSON of a message can't be undefined.", nameof(json)))
    {
    }

    internal ClaudeUnknownMessage(RawJson raw)
        : base(JsonScan.GetString(raw.Utf8, "type"u8) ?? "")
    {
        Raw = raw;
        SessionIdJson = new(JsonScan.GetString(raw.Utf8, "session_id"u8));
        UuidJson = new(JsonScan.GetString(raw.Utf8, "uuid"u8));
        ParentToolUseIdJson = new(JsonScan.GetString(raw.Utf8, "parent_tool_use_id"u8));
    }

    /// <summary>Gets the JSON of the whole message, as it was sent.</summary>
    [JsonIgnore]
    public JsonElement Json => Raw.Element;

    internal RawJson Raw { get; }
}
