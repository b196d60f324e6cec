using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A frame that completes a block.</summary>
public sealed record ClaudeBlockStopFrame : ClaudeStreamFrame
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeBlockStopFrame"/> class.</summary>
    public ClaudeBlockStopFrame()
        : base("content_block_stop")
    {
    }

    /// <summary>Gets the index of the block in the message, from 0.</summary>
    /// <value><see langword="null"/> if it was not sent.</value>
    [JsonIgnore]
    public long? Index { get => IndexJson.Value; init => IndexJson = new(value); }

    [JsonInclude, JsonPropertyName("index")]
    internal WireNumber<long> IndexJson { get; set; }
}
