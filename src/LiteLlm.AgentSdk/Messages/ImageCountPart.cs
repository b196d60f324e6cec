using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Stands for the images of a user message in the thread of the claude-agent-sdk harness, which does not give them back.</summary>
public sealed record ImageCountPart : MessagePart
{
    /// <summary>Initializes a new instance of the <see cref="ImageCountPart"/> class.</summary>
    public ImageCountPart()
        : base(PartType.ImageCount)
    {
    }

    /// <summary>Gets how many images there were.</summary>
    [JsonIgnore]
    public long Count { get => CountJson.Value ?? 0; init => CountJson = new(value); }

    [JsonInclude, JsonPropertyName("count")]
    internal WireNumber<long> CountJson { get; set; }
}
