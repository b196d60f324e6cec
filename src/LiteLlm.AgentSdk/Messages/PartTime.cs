using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The times at which a part, or the run of a tool, began and ended, by the harness's clock.</summary>
public sealed record PartTime
{
    /// <summary>Gets when it began, in Unix milliseconds.</summary>
    [JsonIgnore]
    public long? Start { get => StartJson.Value; init => StartJson = new(value); }

    /// <summary>Gets when it ended, in Unix milliseconds; null before that.</summary>
    [JsonIgnore]
    public long? End { get => EndJson.Value; init => EndJson = new(value); }

    /// <summary>Gets when it began.</summary>
    [JsonIgnore]
    public DateTimeOffset? StartedAt => UnixTime.From(Start);

    /// <summary>Gets when it ended.</summary>
    [JsonIgnore]
    public DateTimeOffset? EndedAt => UnixTime.From(End);

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("start")]
    internal WireNumber<long> StartJson { get; set; }

    [JsonInclude, JsonPropertyName("end")]
    internal WireNumber<long> EndJson { get; set; }
}
