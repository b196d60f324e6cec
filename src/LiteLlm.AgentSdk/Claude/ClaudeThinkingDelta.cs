using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>More text of a thinking block.</summary>
public sealed record ClaudeThinkingDelta : ClaudeDelta
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeThinkingDelta"/> class.</summary>
    public ClaudeThinkingDelta()
        : base("thinking_delta")
    {
    }

    /// <summary>Gets the text.</summary>
    [JsonIgnore]
    public string Thinking { get => ThinkingJson.Value ?? ""; init => ThinkingJson = new(value); }

    [JsonInclude, JsonPropertyName("thinking")]
    internal WireString ThinkingJson { get; set; }
}
