using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Why an answer of the model has ended.</summary>
public sealed record ClaudeMessageDelta
{
    /// <summary>Gets why the model stopped: <c>end_turn</c>, <c>tool_use</c>, <c>max_tokens</c>, ... An open set.</summary>
    [JsonIgnore]
    public string? StopReason { get => StopReasonJson.Value; init => StopReasonJson = new(value); }

    /// <summary>Gets the sequence at which the model stopped.</summary>
    [JsonIgnore]
    public string? StopSequence { get => StopSequenceJson.Value; init => StopSequenceJson = new(value); }

    /// <summary>Gets or sets what was sent besides the members above, by its JSON name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("stop_reason"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString StopReasonJson { get; set; }

    [JsonInclude, JsonPropertyName("stop_sequence")]
    internal WireString StopSequenceJson { get; set; }
}
