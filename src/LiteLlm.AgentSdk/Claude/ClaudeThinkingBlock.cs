using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A block of the model's thinking before it answers.</summary>
public sealed record ClaudeThinkingBlock : ClaudeContentBlock
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeThinkingBlock"/> class.</summary>
    public ClaudeThinkingBlock()
        : base("thinking")
    {
    }

    /// <summary>Gets the text; empty if only the signature was sent.</summary>
    [JsonIgnore]
    public string Thinking { get => ThinkingJson.Value ?? ""; init => ThinkingJson = new(value); }

    /// <summary>Gets the signature that the model's API requires when the block is sent back to it.</summary>
    [JsonIgnore]
    public string Signature { get => SignatureJson.Value ?? ""; init => SignatureJson = new(value); }

    [JsonInclude, JsonPropertyName("thinking")]
    internal WireString ThinkingJson { get; set; }

    [JsonInclude, JsonPropertyName("signature")]
    internal WireString SignatureJson { get; set; }
}
