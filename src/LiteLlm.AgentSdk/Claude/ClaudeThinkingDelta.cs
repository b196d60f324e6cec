using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>More thoughts.</summary>
public sealed record ClaudeThinkingDelta : ClaudeDelta
{
    /// <summary>Makes an empty delta.</summary>
    public ClaudeThinkingDelta()
        : base("thinking_delta")
    {
    }

    /// <summary>The thoughts.</summary>
    [JsonIgnore]
    public string Thinking { get => ThinkingJson.Value ?? ""; init => ThinkingJson = new(value); }

    [JsonInclude, JsonPropertyName("thinking")]
    internal WireString ThinkingJson { get; set; }
}
