using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The result of a tool call.</summary>
public sealed record ClaudeToolResultBlock : ClaudeContentBlock
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeToolResultBlock"/> class.</summary>
    public ClaudeToolResultBlock()
        : base("tool_result")
    {
    }

    /// <summary>Gets the id of the call.</summary>
    [JsonIgnore]
    public string ToolUseId { get => ToolUseIdJson.Value ?? ""; init => ToolUseIdJson = new(value); }

    /// <summary>Gets the content. Content that was sent as a string becomes one text block. Never null.</summary>
    [JsonIgnore]
    public IReadOnlyList<ClaudeContentBlock> Content { get => ContentJson.Value ?? []; init => ContentJson = new(value); }

    /// <summary>Gets a value indicating whether the tool failed.</summary>
    [JsonIgnore]
    public bool IsError { get => JsonFlag.Read(IsErrorJson) ?? false; init => IsErrorJson = JsonFlag.From(value); }

    /// <summary>Gets the texts of the content's text blocks, joined with line feeds.</summary>
    [JsonIgnore]
    public string Text => string.Join('\n', Content.OfType<ClaudeTextBlock>().Select(static block => block.Text));

    [JsonInclude, JsonPropertyName("tool_use_id"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString ToolUseIdJson { get; set; }

    [JsonInclude, JsonPropertyName("content"), JsonConverter(typeof(ClaudeContentConverter))]
    internal Wire<IReadOnlyList<ClaudeContentBlock>> ContentJson { get; set; }

    [JsonInclude, JsonPropertyName("is_error")]
    internal RawJson? IsErrorJson { get; set; }
}
