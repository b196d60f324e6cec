using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A frame that adds content to a block.</summary>
public sealed record ClaudeBlockDeltaFrame : ClaudeStreamFrame
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeBlockDeltaFrame"/> class.</summary>
    public ClaudeBlockDeltaFrame()
        : base("content_block_delta")
    {
    }

    /// <summary>Gets the index of the block in the message, from 0.</summary>
    /// <value><see langword="null"/> if it was not sent.</value>
    [JsonIgnore]
    public long? Index { get => IndexJson.Value; init => IndexJson = new(value); }

    /// <summary>Gets the added content. Never null.</summary>
    [JsonIgnore]
    public ClaudeDelta Delta { get => DeltaJson.Value ?? ClaudeUnknownDelta.None; init => DeltaJson = new(value); }

    [JsonInclude, JsonPropertyName("index")]
    internal WireNumber<long> IndexJson { get; set; }

    [JsonInclude, JsonPropertyName("delta"), JsonConverter(typeof(TaggedWireConverter<ClaudeDelta, ClaudeDeltaConverter>))]
    internal Wire<ClaudeDelta> DeltaJson { get; set; }
}
