using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A message of the Claude Agent SDK, verbatim; sent by the claude-agent-sdk harness beside the other events, which say the same.
/// </summary>
public sealed record ClaudeSdkMessageEvent : SessionEvent
{
    private bool _startsContentBlock;

    /// <summary>Initializes a new instance of the <see cref="ClaudeSdkMessageEvent"/> class.</summary>
    public ClaudeSdkMessageEvent()
        : base("claude_sdk_message")
    {
    }

    /// <summary>Gets the message. Parsed when it is asked for.</summary>
    [JsonIgnore]
    public JsonElement Message { get => MessageJson?.Element ?? default; init => MessageJson = RawJson.From(value); }

    /// <summary>
    /// Gets the message's type, without parsing it: <c>system</c>, <c>assistant</c>, <c>user</c>, <c>result</c>, <c>stream_event</c>, ...;
    /// empty when it has none.
    /// </summary>
    [JsonIgnore]
    public string MessageType => MessageJson is null ? "" : JsonScan.GetString(MessageJson.Utf8, "type"u8) ?? "";

    [JsonInclude, JsonPropertyName("message")]
    internal RawJson? MessageJson { get; set; }

    /// <summary>Gets the event that stands for a message which nobody reads.</summary>
    internal static ClaudeSdkMessageEvent Skipped { get; } = new();

    /// <summary>Gets the event that stands for a message which nobody reads, and which begins a content block.</summary>
    internal static ClaudeSdkMessageEvent SkippedStart { get; } = new() { _startsContentBlock = true };

    /// <summary>
    /// Gets a value indicating whether this is the frame that begins a content block, as far as a look at the bytes tells.
    /// </summary>
    internal bool StartsContentBlock => _startsContentBlock || (MessageJson is not null && IsStart(MessageJson.Utf8));

    /// <summary>Gets a value indicating whether the bytes of a message look like the beginning of a content block.</summary>
    internal static bool IsStart(ReadOnlySpan<byte> message) => message.IndexOf("\"content_block_start\""u8) >= 0;

    internal override bool Fits => MessageJson is not null;
}
