using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The tokens that a message has used.</summary>
public sealed record TokenUsage
{
    /// <summary>Gets tokens of the prompt.</summary>
    [JsonIgnore]
    public long Input { get => InputJson.Value ?? 0; init => InputJson = new(value); }

    /// <summary>Gets tokens of the reply.</summary>
    [JsonIgnore]
    public long Output { get => OutputJson.Value ?? 0; init => OutputJson = new(value); }

    /// <summary>Gets tokens of the reasoning; sent by opencode.</summary>
    [JsonIgnore]
    public long? Reasoning { get => ReasoningJson.Value; init => ReasoningJson = new(value); }

    /// <summary>Gets all tokens together; sent by opencode.</summary>
    [JsonIgnore]
    public long? Total { get => TotalJson.Value; init => TotalJson = new(value); }

    /// <summary>Gets tokens that went through the prompt cache.</summary>
    [JsonIgnore]
    public TokenCacheUsage? Cache { get => CacheJson.Value; init => CacheJson = new(value); }

    /// <summary>Gets or sets what was sent besides the members above, by its JSON name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("input")]
    internal WireNumber<long> InputJson { get; set; }

    [JsonInclude, JsonPropertyName("output")]
    internal WireNumber<long> OutputJson { get; set; }

    [JsonInclude, JsonPropertyName("reasoning")]
    internal WireNumber<long> ReasoningJson { get; set; }

    [JsonInclude, JsonPropertyName("total")]
    internal WireNumber<long> TotalJson { get; set; }

    [JsonInclude, JsonPropertyName("cache"), JsonConverter(typeof(WireConverter<TokenCacheUsage>))]
    internal Wire<TokenCacheUsage> CacheJson { get; set; }
}
