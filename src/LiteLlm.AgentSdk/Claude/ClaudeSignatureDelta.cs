using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The signature of a thinking block.</summary>
public sealed record ClaudeSignatureDelta : ClaudeDelta
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeSignatureDelta"/> class.</summary>
    public ClaudeSignatureDelta()
        : base("signature_delta")
    {
    }

    /// <summary>Gets the whole signature.</summary>
    [JsonIgnore]
    public string Signature { get => SignatureJson.Value ?? ""; init => SignatureJson = new(value); }

    [JsonInclude, JsonPropertyName("signature")]
    internal WireString SignatureJson { get; set; }
}
