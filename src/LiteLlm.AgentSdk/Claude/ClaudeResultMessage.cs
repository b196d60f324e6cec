using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>How a turn has ended. It fails when <see cref="IsError"/> says so, whatever the subtype.</summary>
public sealed record ClaudeResultMessage : ClaudeMessage
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeResultMessage"/> class.</summary>
    public ClaudeResultMessage()
        : base("result")
    {
    }

    /// <summary>
    /// Gets how it ended: <c>success</c>, <c>error_max_turns</c>, <c>error_during_execution</c>, ... An open set; a failed turn may say
    /// <c>success</c>.
    /// </summary>
    [JsonIgnore]
    public string Subtype { get => SubtypeJson.Value ?? ""; init => SubtypeJson = new(value); }

    /// <summary>Gets a value indicating whether the turn has failed.</summary>
    [JsonIgnore]
    public bool IsError
    {
        get =>
        JsonFlag.Read(IsErrorJson) ?? Subtype.StartsWith("error", StringComparison.Ordinal); init => IsErrorJson = JsonFlag.From(value);
    }

    /// <summary>Gets the last text of the turn, or that of its error.</summary>
    /// <value><see langword="null"/> when it was not sent.</value>
    [JsonIgnore]
    public string? Result { get => ResultJson.Value; init => ResultJson = new(value); }

    /// <summary>Gets why the model stopped.</summary>
    [JsonIgnore]
    public string? StopReason { get => StopReasonJson.Value; init => StopReasonJson = new(value); }

    /// <summary>Gets what the turn cost, in US dollars.</summary>
    /// <value><see langword="null"/> when it was not sent.</value>
    [JsonIgnore]
    public decimal? TotalCostUsd { get => TotalCostUsdJson.Value; init => TotalCostUsdJson = new(value); }

    /// <summary>Gets how long it took, in milliseconds.</summary>
    /// <value><see langword="null"/> when it was not sent.</value>
    [JsonIgnore]
    public long? DurationMs { get => DurationMsJson.Value; init => DurationMsJson = new(value); }

    /// <summary>Gets how long the model's API took of it, in milliseconds.</summary>
    /// <value><see langword="null"/> when it was not sent.</value>
    [JsonIgnore]
    public long? DurationApiMs { get => DurationApiMsJson.Value; init => DurationApiMsJson = new(value); }

    /// <summary>Gets how often the model was asked.</summary>
    /// <value><see langword="null"/> when it was not sent.</value>
    [JsonIgnore]
    public long? NumTurns { get => NumTurnsJson.Value; init => NumTurnsJson = new(value); }

    /// <summary>Gets the status with which the model's API failed.</summary>
    /// <value><see langword="null"/> when it did not.</value>
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
