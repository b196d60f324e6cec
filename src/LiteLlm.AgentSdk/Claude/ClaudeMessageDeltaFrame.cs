using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What has become known of the answer at its end.</summary>
public sealed record ClaudeMessageDeltaFrame : ClaudeStreamFrame
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeMessageDeltaFrame"/> class.</summary>
    public ClaudeMessageDeltaFrame()
        : base("message_delta")
    {
    }

    /// <summary>Gets what is new. Never null.</summary>
    [JsonIgnore]
    public ClaudeMessageDelta Delta { get => DeltaJson.Value ?? new ClaudeMessageDelta(); init => DeltaJson = new(value); }

    /// <summary>Gets the tokens used by now: counted from the start of the answer, not since the last frame.</summary>
    [JsonIgnore]
    public ClaudeUsage? Usage { get => UsageJson.Value; init => UsageJson = new(value); }

    [JsonInclude, JsonPropertyName("delta"), JsonConverter(typeof(WireConverter<ClaudeMessageDelta>))]
    internal Wire<ClaudeMessageDelta> DeltaJson { get; set; }

    [JsonInclude, JsonPropertyName("usage"), JsonConverter(typeof(WireConverter<ClaudeUsage>))]
    internal Wire<ClaudeUsage> UsageJson { get; set; }
}
