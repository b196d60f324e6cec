using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The tokens that the model's prompt cache read and wrote.</summary>
public sealed record TokenCacheUsage
{
    /// <summary>Gets the number of tokens read from the cache.</summary>
    [JsonIgnore]
    public long Read { get => ReadJson.Value ?? 0; init => ReadJson = new(value); }

    /// <summary>Gets the number of tokens written to the cache.</summary>
    [JsonIgnore]
    public long Write { get => WriteJson.Value ?? 0; init => WriteJson = new(value); }

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("read")]
    internal WireNumber<long> ReadJson { get; set; }

    [JsonInclude, JsonPropertyName("write")]
    internal WireNumber<long> WriteJson { get; set; }
}
