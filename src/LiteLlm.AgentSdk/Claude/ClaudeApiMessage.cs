using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A message of the model's API, as it is inside the messages of the Claude Agent SDK.</summary>
/// <remarks>
/// Equality compares the members that have a property of their own; of lists and of <see cref="AdditionalProperties"/> it compares the
/// references. Two that were read from equal JSON are equal only if they hold neither.
/// </remarks>
public sealed record ClaudeApiMessage
{
    /// <summary>Gets the id that the API gave it; a user message has none.</summary>
    [JsonIgnore]
    public string? Id { get => IdJson.Value; init => IdJson = new(value); }

    /// <summary>Gets who it is from: <c>assistant</c> or <c>user</c>.</summary>
    [JsonIgnore]
    public string? Role { get => RoleJson.Value; init => RoleJson = new(value); }

    /// <summary>Gets the model that wrote it; <c>&lt;synthetic&gt;</c> when the harness did, to tell of an error.</summary>
    [JsonIgnore]
    public string? Model { get => ModelJson.Value; init => ModelJson = new(value); }

    /// <summary>Gets the content. Content that was sent as a text is one block of text. Never null.</summary>
    [JsonIgnore]
    public IReadOnlyList<ClaudeContentBlock> Content { get => ContentJson.Value ?? []; init => ContentJson = new(value); }

    /// <summary>
    /// Gets why the model stopped: <c>end_turn</c>, <c>tool_use</c>, <c>max_tokens</c>, <c>stop_sequence</c>, <c>refusal</c>, ... An open
    /// set.
    /// </summary>
    /// <value><see langword="null"/> until it is known.</value>
    [JsonIgnore]
    public string? StopReason { get => StopReasonJson.Value; init => StopReasonJson = new(value); }

    /// <summary>Gets the sequence at which the model stopped.</summary>
    [JsonIgnore]
    public string? StopSequence { get => StopSequenceJson.Value; init => StopSequenceJson = new(value); }

    /// <summary>Gets the tokens that it has used so far.</summary>
    [JsonIgnore]
    public ClaudeUsage? Usage { get => UsageJson.Value; init => UsageJson = new(value); }

    /// <summary>Gets or sets what was sent besides the members above, by its JSON name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    [JsonInclude, JsonPropertyName("id"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString IdJson { get; set; }

    [JsonInclude, JsonPropertyName("role"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString RoleJson { get; set; }

    [JsonInclude, JsonPropertyName("model"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString ModelJson { get; set; }

    [JsonInclude, JsonPropertyName("content"), JsonConverter(typeof(ClaudeContentConverter))]
    internal Wire<IReadOnlyList<ClaudeContentBlock>> ContentJson { get; set; }

    [JsonInclude, JsonPropertyName("stop_reason"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString StopReasonJson { get; set; }

    [JsonInclude, JsonPropertyName("stop_sequence")]
    internal WireString StopSequenceJson { get; set; }

    [JsonInclude, JsonPropertyName("usage"), JsonConverter(typeof(WireConverter<ClaudeUsage>))]
    internal Wire<ClaudeUsage> UsageJson { get; set; }

    [JsonInclude, JsonPropertyName("type"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString TypeJson { get; set; }
}
