using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A message to the model: the results of tools, or a message of the user or the harness.</summary>
public sealed record ClaudeUserMessage : ClaudeMessage
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeUserMessage"/> class.</summary>
    public ClaudeUserMessage()
        : base("user")
    {
    }

    /// <summary>Gets the API's message. Never null.</summary>
    [JsonIgnore]
    public ClaudeApiMessage Message { get => MessageJson.Value ?? new ClaudeApiMessage(); init => MessageJson = new(value); }

    /// <summary>Gets the tool's own result, in the tool's format.</summary>
    /// <value><see cref="JsonValueKind.Undefined"/> if it was not sent.</value>
    [JsonIgnore]
    public JsonElement ToolUseResult { get => ToolUseResultJson?.Element ?? default; init => ToolUseResultJson = RawJson.From(value); }

    [JsonInclude, JsonPropertyName("message"), JsonConverter(typeof(WireConverter<ClaudeApiMessage>))]
    internal Wire<ClaudeApiMessage> MessageJson { get; set; }

    [JsonInclude, JsonPropertyName("tool_use_result")]
    internal RawJson? ToolUseResultJson { get; set; }
}
