using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A message of the Claude Agent SDK, as the claude-agent-sdk harness forwards it. The set of types is open: a message of an unknown type,
/// or one that does not fit the record of its type, is a <see cref="ClaudeUnknownMessage"/>.
/// </summary>
/// <remarks>
/// Equality compares the members that have a property. Lists and <see cref="AdditionalProperties"/> are compared by reference, so two
/// instances that were read from equal JSON are equal only if they have neither.
/// </remarks>
[JsonConverter(typeof(ClaudeMessageConverter))]
public abstract record ClaudeMessage
{
    private static readonly ClaudeMessageConverter s_converter = new();

    private protected ClaudeMessage(string type) => Type = type;

    /// <summary>Gets the message's type, as it was sent; empty if there was none.</summary>
    [JsonPropertyName("type"), JsonPropertyOrder(-1)]
    public string Type { get; }

    /// <summary>Gets the Claude Agent SDK's id of its session, which differs from the platform's and the harness's.</summary>
    [JsonIgnore]
    public string? SessionId { get => SessionIdJson.Value; init => SessionIdJson = new(value); }

    /// <summary>Gets the message's id.</summary>
    [JsonIgnore]
    public string? Uuid { get => UuidJson.Value; init => UuidJson = new(value); }

    /// <summary>Gets the id of the tool call that runs the sub-agent which sent this message.</summary>
    /// <value><see langword="null"/> if the agent itself sent it.</value>
    [JsonIgnore]
    public string? ParentToolUseId { get => ParentToolUseIdJson.Value; init => ParentToolUseIdJson = new(value); }

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("session_id"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString SessionIdJson { get; set; }

    [JsonInclude, JsonPropertyName("uuid")]
    internal WireString UuidJson { get; set; }

    [JsonInclude, JsonPropertyName("parent_tool_use_id"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString ParentToolUseIdJson { get; set; }

    /// <summary>Reads the message in an event. Never throws because of the message's content.</summary>
    /// <param name="message">The event.</param>
    /// <returns>The message; a <see cref="ClaudeUnknownMessage"/> if the JSON is not a known message.</returns>
    public static ClaudeMessage From(ClaudeSdkMessageEvent message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.MessageJson is { } json ? Read(json.Utf8) : new ClaudeUnknownMessage(new RawJson("null"u8.ToArray()));
    }

    /// <summary>Reads a message from its JSON.</summary>
    /// <param name="json">The JSON, such as a line of the Claude Agent SDK's output.</param>
    /// <returns>The message; a <see cref="ClaudeUnknownMessage"/> if the JSON is not a known message.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static ClaudeMessage Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return LapJson.Read(JsonRepair.ToUtf8(Encoding.UTF8.GetBytes(json)), LapJson.TypeInfo<ClaudeMessage>())
            ?? new ClaudeUnknownMessage(new RawJson("null"u8.ToArray()));
    }

    /// <summary>Returns the message's JSON.</summary>
    /// <returns>JSON with the same content and the same number literals as the received message.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, LapJson.TypeInfo<ClaudeMessage>());

    /// <summary>Reads a message from bytes that are known to be valid JSON.</summary>
    internal static ClaudeMessage Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, LapJson.ReaderOptions);
        reader.Read();
        return s_converter.Read(ref reader, typeof(ClaudeMessage), LapJson.Options);
    }

    /// <summary>Returns the record's type and its members.</summary>
    public sealed override string ToString() => RecordText.Of(this, PrintMembers);
}
