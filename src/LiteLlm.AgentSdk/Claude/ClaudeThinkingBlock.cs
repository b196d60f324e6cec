using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What the model thought before it answered.</summary>
public sealed record ClaudeThinkingBlock : ClaudeContentBlock
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeThinkingBlock"/> class.</summary>
    public ClaudeThinkingBlock()
        : base("thinking")
    {
    }

    /// <summary>Gets the thoughts; empty when only their signature is handed on.</summary>
    [JsonIgnore]
    public string Thinking { get => ThinkingJson.Value ?? ""; init => ThinkingJson = new(value); }

    /// <summary>Gets the signature with which the model's API takes the block back.</summary>
    [JsonIgnore]
    public string Signature { get => SignatureJson.Value ?? ""; init => SignatureJson = new(value); }

    [JsonInclude, JsonPropertyName("thinking")]
    internal WireString ThinkingJson { get; set; }

    [JsonInclude, JsonPropertyName("signature")]
    internal WireString SignatureJson { get; set; }
}
