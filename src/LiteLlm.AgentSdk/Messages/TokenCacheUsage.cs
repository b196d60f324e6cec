using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Tokens that went through the model's prompt cache.</summary>
public sealed record TokenCacheUsage
{
    /// <summary>Gets tokens read from the cache.</summary>
    [JsonIgnore]
    public long Read { get => ReadJson.Value ?? 0; init => ReadJson = new(value); }

    /// <summary>Gets tokens written to the cache.</summary>
    [JsonIgnore]
    public long Write { get => WriteJson.Value ?? 0; init => WriteJson = new(value); }

    /// <summary>Gets or sets what was sent besides the members above, by its JSON name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("read")]
    internal WireNumber<long> ReadJson { get; set; }

    [JsonInclude, JsonPropertyName("write")]
    internal WireNumber<long> WriteJson { get; set; }
}
