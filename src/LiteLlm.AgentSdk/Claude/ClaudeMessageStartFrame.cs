using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A frame that begins an answer of the model.</summary>
public sealed record ClaudeMessageStartFrame : ClaudeStreamFrame
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeMessageStartFrame"/> class.</summary>
    public ClaudeMessageStartFrame()
        : base("message_start")
    {
    }

    /// <summary>Gets the answer, which has no content yet. Never null.</summary>
    [JsonIgnore]
    public ClaudeApiMessage Message { get => MessageJson.Value ?? new ClaudeApiMessage(); init => MessageJson = new(value); }

    [JsonInclude, JsonPropertyName("message"), JsonConverter(typeof(WireConverter<ClaudeApiMessage>))]
    internal Wire<ClaudeApiMessage> MessageJson { get; set; }
}
