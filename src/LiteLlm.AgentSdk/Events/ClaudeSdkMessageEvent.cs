using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A message of the Claude Agent SDK, verbatim; sent by the claude-agent-sdk harness beside the other events, which say the same.
/// </summary>
public sealed record ClaudeSdkMessageEvent : SessionEvent
{
    /// <summary>Makes an event.</summary>
    public ClaudeSdkMessageEvent()
        : base("claude_sdk_message")
    {
    }

    /// <summary>The message. Parsed when it is asked for.</summary>
    [JsonIgnore]
    public JsonElement Message { get => MessageJson?.Element ?? default; init => MessageJson = RawJson.From(value); }

    /// <summary>
    /// The message's type, without parsing it: <c>system</c>, <c>assistant</c>, <c>user</c>, <c>result</c>, <c>stream_event</c>, ...; empty
    /// when it has none.
    /// </summary>
    [JsonIgnore]
    public string MessageType => MessageJson is null ? "" : JsonScan.GetString(MessageJson.Utf8, "type"u8) ?? "";

    [JsonInclude, JsonPropertyName("message")]
    internal RawJson? MessageJson { get; set; }

    /// <summary>Whether this is the frame that begins a content block, as far as a look at the bytes tells.</summary>
    internal bool StartsContentBlock => MessageJson is not null && MessageJson.Utf8.IndexOf("\"content_block_start\""u8) >= 0;

    internal override bool Fits => MessageJson is not null;
}
