using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A block of text.</summary>
public sealed record ClaudeTextBlock : ClaudeContentBlock
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeTextBlock"/> class.</summary>
    public ClaudeTextBlock()
        : base("text")
    {
    }

    /// <summary>Gets the text.</summary>
    [JsonIgnore]
    public string Text { get => TextJson.Value ?? ""; init => TextJson = new(value); }

    /// <summary>Gets the citations of the text, each as it was sent. Never null.</summary>
    [JsonIgnore]
    public IReadOnlyList<JsonElement> Citations { get => JsonItems.Read(CitationsJson); init => CitationsJson = JsonItems.Write(value); }

    [JsonInclude, JsonPropertyName("text")]
    internal WireString TextJson { get; set; }

    [JsonInclude, JsonPropertyName("citations")]
    internal RawJson? CitationsJson { get; set; }
}
