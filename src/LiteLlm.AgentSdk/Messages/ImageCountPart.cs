using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The number of images in a user message. The claude-agent-sdk harness returns this part in place of the images.</summary>
public sealed record ImageCountPart : MessagePart
{
    /// <summary>Initializes a new instance of the <see cref="ImageCountPart"/> class.</summary>
    public ImageCountPart()
        : base(PartType.ImageCount)
    {
    }

    /// <summary>Gets the number of images.</summary>
    [JsonIgnore]
    public long Count { get => CountJson.Value ?? 0; init => CountJson = new(value); }

    [JsonInclude, JsonPropertyName("count")]
    internal WireNumber<long> CountJson { get; set; }
}
