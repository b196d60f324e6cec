using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A message of the Claude Agent SDK, as the claude-agent-sdk harness hands it on. The set is open: one of a type that the SDK has no
/// record for, or whose content is not what its type promises, is a <see cref="ClaudeUnknownMessage"/>.
/// </summary>
/// <remarks>
/// Equality compares the members that have a property of their own; of lists and of <see cref="AdditionalProperties"/> it compares the
/// references. Two that were read from equal JSON are equal only if they hold neither.
/// </remarks>
[JsonConverter(typeof(ClaudeMessageConverter))]
public abstract record ClaudeMessage
{
    private static readonly ClaudeMessageConverter s_converter = new();

    private protected ClaudeMessage(string type) => Type = type;

    /// <summary>Gets the message's type, as it was sent; empty when there was none.</summary>
    [JsonPropertyName("type"), JsonPropertyOrder(-1)]
    public string Type { get; }

    /// <summary>Gets the Claude Agent SDK's id of its session: neither the platform's nor the harness's.</summary>
    [JsonIgnore]
    public string? SessionId { get => SessionIdJson.Value; init => SessionIdJson = new(value); }

    /// <summary>Gets the message's own id.</summary>
    [JsonIgnore]
    public string? Uuid { get => UuidJson.Value; init => UuidJson = new(value); }

    /// <summary>Gets the id of the tool call in which the sub-agent that this message is from works.</summary>
    /// <value><see langword="null"/> of the agent itself.</value>
    [JsonIgnore]
    public string? ParentToolUseId { get => ParentToolUseIdJson.Value; init => ParentToolUseIdJson = new(value); }

    /// <summary>Gets or sets what was sent besides the members above, by its JSON name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("session_id"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString SessionIdJson { get; set; }

    [JsonInclude, JsonPropertyName("uuid")]
    internal WireString UuidJson { get; set; }

    [JsonInclude, JsonPropertyName("parent_tool_use_id"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString ParentToolUseIdJson { get; set; }

    /// <summary>The message that an event carries. Whatever that is, there is a message for it.</summary>
    /// <param name="message">The event.</param>
    /// <returns>The message; a <see cref="ClaudeUnknownMessage"/> of what is none.</returns>
    public static ClaudeMessage From(ClaudeSdkMessageEvent message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.MessageJson is { } json ? Read(json.Utf8) : new ClaudeUnknownMessage(new RawJson("null"u8.ToArray()));
    }

    /// <summary>Reads a message of its JSON.</summary>
    /// <param name="json">The JSON, such as a line of what the Claude Agent SDK writes.</param>
    /// <returns>The message; a <see cref="ClaudeUnknownMessage"/> of JSON that is none.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ClaudeMessage Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return LapJson.Read(JsonRepair.ToUtf8(Encoding.UTF8.GetBytes(json)), LapJson.TypeInfo<ClaudeMessage>())
            ?? new ClaudeUnknownMessage(new RawJson("null"u8.ToArray()));
    }

    /// <summary>The message's JSON.</summary>
    /// <returns>JSON that equals what came, in content and in number literals.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, LapJson.TypeInfo<ClaudeMessage>());

    /// <summary>Reads one value that is known to be JSON.</summary>
    internal static ClaudeMessage Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, LapJson.ReaderOptions);
        reader.Read();
        return s_converter.Read(ref reader, typeof(ClaudeMessage), LapJson.Options);
    }

    /// <summary>The record's type and its members.</summary>
    public sealed override string ToString() => RecordText.Of(this, PrintMembers);
}
