using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A block is complete.</summary>
public sealed record ClaudeBlockStopFrame : ClaudeStreamFrame
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeBlockStopFrame"/> class.</summary>
    public ClaudeBlockStopFrame()
        : base("content_block_stop")
    {
    }

    /// <summary>Gets which block of the message it is, from 0.</summary>
    /// <value><see langword="null"/> when it was not said.</value>
    [JsonIgnore]
    public long? Index { get => IndexJson.Value; init => IndexJson = new(value); }

    [JsonInclude, JsonPropertyName("index")]
    internal WireNumber<long> IndexJson { get; set; }
}
