using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The reason why an answer of the model ended.</summary>
public sealed record ClaudeMessageDelta
{
    /// <summary>Gets why the model stopped, such as <c>end_turn</c>, <c>tool_use</c> or <c>max_tokens</c>. The set is open.</summary>
    [JsonIgnore]
    public string? StopReason { get => StopReasonJson.Value; init => StopReasonJson = new(value); }

    /// <summary>Gets the sequence at which the model stopped.</summary>
    [JsonIgnore]
    public string? StopSequence { get => StopSequenceJson.Value; init => StopSequenceJson = new(value); }

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("stop_reason"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString StopReasonJson { get; set; }

    [JsonInclude, JsonPropertyName("stop_sequence")]
    internal WireString StopSequenceJson { get; set; }
}
