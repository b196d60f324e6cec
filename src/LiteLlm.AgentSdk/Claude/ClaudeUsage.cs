using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The numbers of tokens that an answer of the model, or a turn, used.</summary>
public sealed record ClaudeUsage
{
    /// <summary>Gets the number of prompt tokens that did not come from the cache.</summary>
    /// <value><see langword="null"/> if it was not sent.</value>
    [JsonIgnore]
    public long? InputTokens { get => InputTokensJson.Value; init => InputTokensJson = new(value); }

    /// <summary>Gets the number of tokens of the answer.</summary>
    /// <value><see langword="null"/> if it was not sent.</value>
    [JsonIgnore]
    public long? OutputTokens { get => OutputTokensJson.Value; init => OutputTokensJson = new(value); }

    /// <summary>Gets the number of tokens written to the prompt cache.</summary>
    /// <value><see langword="null"/> if it was not sent.</value>
    [JsonIgnore]
    public long? CacheCreationInputTokens { get => CacheCreationInputTokensJson.Value; init => CacheCreationInputTokensJson = new(value); }

    /// <summary>Gets the number of tokens read from the prompt cache.</summary>
    /// <value><see langword="null"/> if it was not sent.</value>
    [JsonIgnore]
    public long? CacheReadInputTokens { get => CacheReadInputTokensJson.Value; init => CacheReadInputTokensJson = new(value); }

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("input_tokens")]
    internal WireNumber<long> InputTokensJson { get; set; }

    [JsonInclude, JsonPropertyName("output_tokens")]
    internal WireNumber<long> OutputTokensJson { get; set; }

    [JsonInclude, JsonPropertyName("cache_creation_input_tokens")]
    internal WireNumber<long> CacheCreationInputTokensJson { get; set; }

    [JsonInclude, JsonPropertyName("cache_read_input_tokens")]
    internal WireNumber<long> CacheReadInputTokensJson { get; set; }

    /// <summary>Combines an earlier report with a later one, which may contain only some of the numbers.</summary>
    internal static ClaudeUsage? Merge(ClaudeUsage? earlier, ClaudeUsage? later)
    {
        if (earlier is null || later is null)
        {
            return later ?? earlier;
        }

        IDictionary<string, JsonElement>? others = earlier.AdditionalProperties;
        if (later.AdditionalProperties is { Count: > 0 } newer)
        {
            Dictionary<string, JsonElement> both = others is null ? new(StringComparer.Ordinal) : new(others, StringComparer.Ordinal);
            foreach ((string name, JsonElement value) in newer)
            {
                both[name] = value;
            }

            others = both;
        }

        return new()
        {
            InputTokensJson = later.InputTokens is null ? earlier.InputTokensJson : later.InputTokensJson,
            OutputTokensJson = later.OutputTokens is null ? earlier.OutputTokensJson : later.OutputTokensJson,
            CacheCreationInputTokensJson = later.CacheCreationInputTokens is null ? earlier.CacheCreationInputTokensJson
                : later.CacheCreationInputTokensJson,
            CacheReadInputTokensJson = later.CacheReadInputTokens is null ? earlier.CacheReadInputTokensJson
                : later.CacheReadInputTokensJson,
            AdditionalProperties = others,
        };
    }

    /// <summary>Adds the numbers.</summary>
    internal static ClaudeUsage Sum(ClaudeUsage total, ClaudeUsage? more) => more is null ? total : new()
    {
        InputTokens = Sum(total.InputTokens, more.InputTokens),
        OutputTokens = Sum(total.OutputTokens, more.OutputTokens),
        CacheCreationInputTokens = Sum(total.CacheCreationInputTokens, more.CacheCreationInputTokens),
        CacheReadInputTokens = Sum(total.CacheReadInputTokens, more.CacheReadInputTokens),
    };

    private static long? Sum(long? a, long? b) =>
        a is null ? b
        : b is null ? a
        : (long)Int128.Clamp((Int128)a.Value + b.Value, long.MinValue, long.MaxValue);
}
