using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A message of the model's API, which is part of a message of the Claude Agent SDK.</summary>
/// <remarks>
/// Equality compares the members that have a property. Lists and <see cref="AdditionalProperties"/> are compared by reference, so two
/// instances that were read from equal JSON are equal only if they have neither.
/// </remarks>
public sealed record ClaudeApiMessage
{
    /// <summary>Gets the id that the API assigned; a user message has none.</summary>
    [JsonIgnore]
    public string? Id { get => IdJson.Value; init => IdJson = new(value); }

    /// <summary>Gets the sender's role: <c>assistant</c> or <c>user</c>.</summary>
    [JsonIgnore]
    public string? Role { get => RoleJson.Value; init => RoleJson = new(value); }

    /// <summary>Gets the model that wrote the message; <c>&lt;synthetic&gt;</c> if the harness wrote it to report an error.</summary>
    [JsonIgnore]
    public string? Model { get => ModelJson.Value; init => ModelJson = new(value); }

    /// <summary>Gets the content. Content that was sent as a string becomes one text block. Never null.</summary>
    [JsonIgnore]
    public IReadOnlyList<ClaudeContentBlock> Content { get => ContentJson.Value ?? []; init => ContentJson = new(value); }

    /// <summary>
    /// Gets why the model stopped, such as <c>end_turn</c>, <c>tool_use</c>, <c>max_tokens</c>, <c>stop_sequence</c> or <c>refusal</c>. The
    /// set is open.
    /// </summary>
    /// <value><see langword="null"/> until it is known.</value>
    [JsonIgnore]
    public string? StopReason { get => StopReasonJson.Value; init => StopReasonJson = new(value); }

    /// <summary>Gets the sequence at which the model stopped.</summary>
    [JsonIgnore]
    public string? StopSequence { get => StopSequenceJson.Value; init => StopSequenceJson = new(value); }

    /// <summary>Gets the tokens that the message has used so far.</summary>
    [JsonIgnore]
    public ClaudeUsage? Usage { get => UsageJson.Value; init => UsageJson = new(value); }

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
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
