using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>More of what goes into a tool.</summary>
public sealed record ClaudeInputJsonDelta : ClaudeDelta
{
    /// <summary>Makes an empty delta.</summary>
    public ClaudeInputJsonDelta()
        : base("input_json_delta")
    {
    }

    /// <summary>A piece of the input's JSON, cut anywhere.</summary>
    [JsonIgnore]
    public string PartialJson { get => PartialJsonJson.Value ?? ""; init => PartialJsonJson = new(value); }

    [JsonInclude, JsonPropertyName("partial_json")]
    internal WireString PartialJsonJson { get; set; }
}
