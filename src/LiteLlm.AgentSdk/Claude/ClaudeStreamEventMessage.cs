using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A message that contains a frame of the model's streaming API.</summary>
public sealed record ClaudeStreamEventMessage : ClaudeMessage
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeStreamEventMessage"/> class.</summary>
    public ClaudeStreamEventMessage()
        : base("stream_event")
    {
    }

    /// <summary>Gets the frame. Never null.</summary>
    [JsonIgnore]
    public ClaudeStreamFrame Event { get => EventJson.Value ?? ClaudeUnknownFrame.None; init => EventJson = new(value); }

    [JsonInclude, JsonPropertyName("event"), JsonConverter(typeof(TaggedWireConverter<ClaudeStreamFrame, ClaudeStreamFrameConverter>))]
    internal Wire<ClaudeStreamFrame> EventJson { get; set; }
}
