using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A frame that begins a block.</summary>
public sealed record ClaudeBlockStartFrame : ClaudeStreamFrame
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeBlockStartFrame"/> class.</summary>
    public ClaudeBlockStartFrame()
        : base("content_block_start")
    {
    }

    /// <summary>Gets the index of the block in the message, from 0.</summary>
    /// <value><see langword="null"/> if it was not sent.</value>
    [JsonIgnore]
    public long? Index { get => IndexJson.Value; init => IndexJson = new(value); }

    /// <summary>Gets the block, which has no content yet.</summary>
    /// <value><see langword="null"/> if it was not sent.</value>
    [JsonIgnore]
    public ClaudeContentBlock? ContentBlock { get => ContentBlockJson.Value; init => ContentBlockJson = new(value); }

    [JsonInclude, JsonPropertyName("index")]
    internal WireNumber<long> IndexJson { get; set; }

    [JsonInclude, JsonPropertyName("content_block"),
        JsonConverter(typeof(TaggedWireConverter<ClaudeContentBlock, ClaudeContentBlockConverter>))]
    internal Wire<ClaudeContentBlock> ContentBlockJson { get; set; }
}
