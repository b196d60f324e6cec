using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A frame with the stop reason and the usage of an answer, which is sent at its end.</summary>
public sealed record ClaudeMessageDeltaFrame : ClaudeStreamFrame
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeMessageDeltaFrame"/> class.</summary>
    public ClaudeMessageDeltaFrame()
        : base("message_delta")
    {
    }

    /// <summary>Gets the reason why the answer ended. Never null.</summary>
    [JsonIgnore]
    public ClaudeMessageDelta Delta { get => DeltaJson.Value ?? new ClaudeMessageDelta(); init => DeltaJson = new(value); }

    /// <summary>Gets the tokens used since the start of the answer, not since the last frame.</summary>
    [JsonIgnore]
    public ClaudeUsage? Usage { get => UsageJson.Value; init => UsageJson = new(value); }

    [JsonInclude, JsonPropertyName("delta"), JsonConverter(typeof(WireConverter<ClaudeMessageDelta>))]
    internal Wire<ClaudeMessageDelta> DeltaJson { get; set; }

    [JsonInclude, JsonPropertyName("usage"), JsonConverter(typeof(WireConverter<ClaudeUsage>))]
    internal Wire<ClaudeUsage> UsageJson { get; set; }
}
