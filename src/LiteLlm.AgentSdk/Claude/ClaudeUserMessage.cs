using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What goes to the model: the outcomes of its tools, or what a user or the harness says.</summary>
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

    /// <summary>Gets what the tool itself gave back, in its own shape.</summary>
    /// <value><see cref="JsonValueKind.Undefined"/> when it was not sent.</value>
    [JsonIgnore]
    public JsonElement ToolUseResult { get => ToolUseResultJson?.Element ?? default; init => ToolUseResultJson = RawJson.From(value); }

    [JsonInclude, JsonPropertyName("message"), JsonConverter(typeof(WireConverter<ClaudeApiMessage>))]
    internal Wire<ClaudeApiMessage> MessageJson { get; set; }

    [JsonInclude, JsonPropertyName("tool_use_result")]
    internal RawJson? ToolUseResultJson { get; set; }
}
