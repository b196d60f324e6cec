using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The times at which a message was created and completed, by the harness's clock.</summary>
public sealed record MessageTime
{
    /// <summary>Gets when the message was created, in Unix milliseconds.</summary>
    [JsonIgnore]
    public long? Created { get => CreatedJson.Value; init => CreatedJson = new(value); }

    /// <summary>Gets when the message was completed, in Unix milliseconds; null while it is being written.</summary>
    [JsonIgnore]
    public long? Completed { get => CompletedJson.Value; init => CompletedJson = new(value); }

    /// <summary>Gets when the message was created.</summary>
    [JsonIgnore]
    public DateTimeOffset? CreatedAt => UnixTime.From(Created);

    /// <summary>Gets when the message was completed.</summary>
    [JsonIgnore]
    public DateTimeOffset? CompletedAt => UnixTime.From(Completed);

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("created")]
    internal WireNumber<long> CreatedJson { get; set; }

    [JsonInclude, JsonPropertyName("completed")]
    internal WireNumber<long> CompletedJson { get; set; }
}
