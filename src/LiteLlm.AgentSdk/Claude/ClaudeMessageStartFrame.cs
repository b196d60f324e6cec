using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>An answer of the model begins.</summary>
public sealed record ClaudeMessageStartFrame : ClaudeStreamFrame
{
    /// <summary>Makes an empty frame.</summary>
    public ClaudeMessageStartFrame()
        : base("message_start")
    {
    }

    /// <summary>The answer, without content so far. Never null.</summary>
    [JsonIgnore]
    public ClaudeApiMessage Message { get => MessageJson.Value ?? new ClaudeApiMessage(); init => MessageJson = new(value); }

    [JsonInclude, JsonPropertyName("message"), JsonConverter(typeof(WireConverter<ClaudeApiMessage>))]
    internal Wire<ClaudeApiMessage> MessageJson { get; set; }
}
