using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The result of a turn. <see cref="IsError"/>, not <see cref="Subtype"/>, shows whether the turn failed.</summary>
public sealed record ClaudeResultMessage : ClaudeMessage
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeResultMessage"/> class.</summary>
    public ClaudeResultMessage()
        : base("result")
    {
    }

    /// <summary>
    /// Gets how the turn ended, such as <c>success</c>, <c>error_max_turns</c> or <c>error_during_execution</c>. The set is open, and a
    /// failed turn may have <c>success</c>.
    /// </summary>
    [JsonIgnore]
    public string Subtype { get => SubtypeJson.Value ?? ""; init => SubtypeJson = new(value); }

    /// <summary>Gets a value indicating whether the turn failed.</summary>
    [JsonIgnore]
    public bool IsError
    {
        get =>
        JsonFlag.Read(IsErrorJson) ?? Subtype.StartsWith("error", StringComparison.Ordinal); init => IsErrorJson = JsonFlag.From(value);
    }

    /// <summary>Gets the last text of the turn, or the text of its error.</summary>
    /// <value><see langword="null"/> if it was not sent.</value>
    [JsonIgnore]
    public string? Result { get => ResultJson.Value; init => ResultJson = new(value); }

    /// <summary>Gets why the model stopped.</summary>
    [JsonIgnore]
    public string? StopReason { get => StopReasonJson.Value; init => StopReasonJson = new(value); }

    /// <summary>Gets the cost of the turn, in US dollars.</summary>
    /// <value><see langword="null"/> if it was not sent.</value>
    [JsonIgnore]
    public decimal? TotalCostUsd { get => TotalCostUsdJson.Value; init => TotalCostUsdJson = new(value); }

    /// <summary>Gets the duration of the turn, in milliseconds.</summary>
    /// <value><see langword="null"/> if it was not sent.</value>
    [JsonIgnore]
    public long? DurationMs { get => DurationMsJson.Value; init => DurationMsJson = new(value); }

    /// <summary>Gets the time that the turn spent in the model's API, in milliseconds.</summary>
    /// <value><see langword="null"/> if it was not sent.</value>
    [JsonIgnore]
    public long? DurationApiMs { get => DurationApiMsJson.Value; init => DurationApiMsJson = new(value); }

    /// <summary>Gets the number of requests to the model.</summary>
    /// <value><see langword="null"/> if it was not sent.</value>
    [JsonIgnore]
    public long? NumTurns { get => NumTurnsJson.Value; init => NumTurnsJson = new(value); }

    /// <summary>Gets the HTTP status with which the model's API failed.</summary>
    /// <value><see langword="null"/> if it did not fail.</value>
    [JsonIgnore]
    public long? ApiErrorStatus { get => ApiErrorStatusJson.Value; init => ApiErrorStatusJson = new(value); }

    /// <summary>Gets the tokens that the turn used, over all its answers.</summary>
    [JsonIgnore]
    public ClaudeUsage? Usage { get => UsageJson.Value; init => UsageJson = new(value); }

    [JsonInclude, JsonPropertyName("subtype"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString SubtypeJson { get; set; }

    [JsonInclude, JsonPropertyName("is_error")]
    internal RawJson? IsErrorJson { get; set; }

    [JsonInclude, JsonPropertyName("result"), JsonConverter(typeof(TextOrJsonConverter))]
    internal WireString ResultJson { get; set; }

    [JsonInclude, JsonPropertyName("stop_reason"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString StopReasonJson { get; set; }

    [JsonInclude, JsonPropertyName("total_cost_usd")]
    internal WireNumber<decimal> TotalCostUsdJson { get; set; }

    [JsonInclude, JsonPropertyName("duration_ms")]
    internal WireNumber<long> DurationMsJson { get; set; }

    [JsonInclude, JsonPropertyName("duration_api_ms")]
    internal WireNumber<long> DurationApiMsJson { get; set; }

    [JsonInclude, JsonPropertyName("num_turns")]
    internal WireNumber<long> NumTurnsJson { get; set; }

    [JsonInclude, JsonPropertyName("api_error_status")]
    internal WireNumber<long> ApiErrorStatusJson { get; set; }

    [JsonInclude, JsonPropertyName("usage"), JsonConverter(typeof(WireConverter<ClaudeUsage>))]
    internal Wire<ClaudeUsage> UsageJson { get; set; }
}
