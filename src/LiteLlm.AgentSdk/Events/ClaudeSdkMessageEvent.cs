using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A message of the Claude Agent SDK, unchanged. The claude-agent-sdk harness sends it in addition to other events with the same content.
/// </summary>
public sealed record ClaudeSdkMessageEvent : SessionEvent
{
    private bool _startsContentBlock;

    /// <summary>Initializes a new instance of the <see cref="ClaudeSdkMessageEvent"/> class.</summary>
    public ClaudeSdkMessageEvent()
        : base("claude_sdk_message")
    {
    }

    /// <summary>Gets the message, which is parsed on first access.</summary>
    [JsonIgnore]
    public JsonElement Message { get => MessageJson?.Element ?? default; init => MessageJson = RawJson.From(value); }

    /// <summary>
    /// Gets the message's type, without parsing it: <c>system</c>, <c>assistant</c>, <c>user</c>, <c>result</c>, <c>stream_event</c>, ...;
    /// empty if it has none.
    /// </summary>
    [JsonIgnore]
    public string MessageType => MessageJson is null ? "" : JsonScan.GetString(MessageJson.Utf8, "type"u8) ?? "";

    [JsonInclude, JsonPropertyName("message")]
    internal RawJson? MessageJson { get; set; }

    /// <summary>Gets the event that replaces a skipped message.</summary>
    internal static ClaudeSdkMessageEvent Skipped { get; } = new();

    /// <summary>Gets the event that replaces a skipped message that begins a content block.</summary>
    internal static ClaudeSdkMessageEvent SkippedStart { get; } = new() { _startsContentBlock = true };

    /// <summary>
    /// Gets a value indicating whether the message seems to begin a content block. The JSON is searched as bytes, not parsed.
    /// </summary>
    internal bool StartsContentBlock => _startsContentBlock || (MessageJson is not null && IsStart(MessageJson.Utf8));

    /// <summary>Returns whether a message seems to begin a content block.</summary>
    internal static bool IsStart(ReadOnlySpan<byte> message) => message.IndexOf("\"content_block_start\""u8) >= 0;

    internal override bool Fits => MessageJson is not null;
}
