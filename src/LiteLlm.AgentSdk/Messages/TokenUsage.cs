using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The numbers of tokens that a message used.</summary>
public sealed record TokenUsage
{
    /// <summary>Gets the number of tokens of the prompt.</summary>
    [JsonIgnore]
    public long Input { get => InputJson.Value ?? 0; init => InputJson = new(value); }

    /// <summary>Gets the number of tokens of the reply.</summary>
    [JsonIgnore]
    public long Output { get => OutputJson.Value ?? 0; init => OutputJson = new(value); }

    /// <summary>Gets the number of tokens of the reasoning; sent by opencode.</summary>
    [JsonIgnore]
    public long? Reasoning { get => ReasoningJson.Value; init => ReasoningJson = new(value); }

    /// <summary>Gets the total number of tokens; sent by opencode.</summary>
    [JsonIgnore]
    public long? Total { get => TotalJson.Value; init => TotalJson = new(value); }

    /// <summary>Gets the number of tokens that the prompt cache read and wrote.</summary>
    [JsonIgnore]
    public TokenCacheUsage? Cache { get => CacheJson.Value; init => CacheJson = new(value); }

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
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
