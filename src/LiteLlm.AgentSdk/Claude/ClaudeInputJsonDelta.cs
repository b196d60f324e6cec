using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>More of the input of a tool.</summary>
public sealed record ClaudeInputJsonDelta : ClaudeDelta
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeInputJsonDelta"/> class.</summary>
    public ClaudeInputJsonDelta()
        : base("input_json_delta")
    {
    }

    /// <summary>Gets a piece of the input's JSON, which may begin and end anywhere.</summary>
    [JsonIgnore]
    public string PartialJson { get => PartialJsonJson.Value ?? ""; init => PartialJsonJson = new(value); }

    [JsonInclude, JsonPropertyName("partial_json")]
    internal WireString PartialJsonJson { get; set; }
}
