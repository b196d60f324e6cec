using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>More text of a text block.</summary>
public sealed record ClaudeTextDelta : ClaudeDelta
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeTextDelta"/> class.</summary>
    public ClaudeTextDelta()
        : base("text_delta")
    {
    }

    /// <summary>Gets the text.</summary>
    [JsonIgnore]
    public string Text { get => TextJson.Value ?? ""; init => TextJson = new(value); }

    [JsonInclude, JsonPropertyName("text")]
    internal WireString TextJson { get; set; }
}
