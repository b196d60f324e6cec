using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>When a message began and ended, by the harness's clock, in Unix milliseconds as it sends them.</summary>
public sealed record MessageTime
{
    /// <summary>Gets when the message was made, in Unix milliseconds.</summary>
    [JsonIgnore]
    public long? Created { get => CreatedJson.Value; init => CreatedJson = new(value); }

    /// <summary>Gets when the message was complete, in Unix milliseconds; absent while it is being written.</summary>
    [JsonIgnore]
    public long? Completed { get => CompletedJson.Value; init => CompletedJson = new(value); }

    /// <summary>Gets when the message was made.</summary>
    [JsonIgnore]
    public DateTimeOffset? CreatedAt => UnixTime.From(Created);

    /// <summary>Gets when the message was complete.</summary>
    [JsonIgnore]
    public DateTimeOffset? CompletedAt => UnixTime.From(Completed);

    /// <summary>Gets or sets what was sent besides the members above, by its JSON name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("created")]
    internal WireNumber<long> CreatedJson { get; set; }

    [JsonInclude, JsonPropertyName("completed")]
    internal WireNumber<long> CompletedJson { get; set; }
}
