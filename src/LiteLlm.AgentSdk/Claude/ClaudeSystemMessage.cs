using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A message about the Claude Agent SDK itself: it has started, sends a request to the model, retries, ...</summary>
public sealed record ClaudeSystemMessage : ClaudeMessage
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeSystemMessage"/> class.</summary>
    public ClaudeSystemMessage()
        : base("system")
    {
    }

    /// <summary>
    /// Gets the kind of the message, such as <c>init</c>, <c>status</c>, <c>api_retry</c> or <c>compact_boundary</c>. The set is open.
    /// </summary>
    [JsonIgnore]
    public string Subtype { get => SubtypeJson.Value ?? ""; init => SubtypeJson = new(value); }

    /// <summary>Gets the model; sent with <c>init</c>.</summary>
    [JsonIgnore]
    public string? Model { get => ModelJson.Value; init => ModelJson = new(value); }

    /// <summary>Gets the working directory; sent with <c>init</c>.</summary>
    [JsonIgnore]
    public string? Cwd { get => CwdJson.Value; init => CwdJson = new(value); }

    /// <summary>Gets what the SDK is doing, such as <c>requesting</c>; sent with <c>status</c>.</summary>
    [JsonIgnore]
    public string? Status { get => StatusJson.Value; init => StatusJson = new(value); }

    /// <summary>Gets the names of the tools; sent with <c>init</c>. Never null.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Tools { get => JsonTexts.Read(ToolsJson); init => ToolsJson = JsonTexts.Write(value); }

    [JsonInclude, JsonPropertyName("subtype"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString SubtypeJson { get; set; }

    [JsonInclude, JsonPropertyName("model"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString ModelJson { get; set; }

    [JsonInclude, JsonPropertyName("cwd"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString CwdJson { get; set; }

    [JsonInclude, JsonPropertyName("status"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString StatusJson { get; set; }

    [JsonInclude, JsonPropertyName("tools")]
    internal RawJson? ToolsJson { get; set; }
}
