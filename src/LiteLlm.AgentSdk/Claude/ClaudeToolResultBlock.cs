using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What came out of a tool.</summary>
public sealed record ClaudeToolResultBlock : ClaudeContentBlock
{
    /// <summary>Makes an empty block.</summary>
    public ClaudeToolResultBlock()
        : base("tool_result")
    {
    }

    /// <summary>The id of the call.</summary>
    [JsonIgnore]
    public string ToolUseId { get => ToolUseIdJson.Value ?? ""; init => ToolUseIdJson = new(value); }

    /// <summary>What came out. A text that was sent as such is one block of text. Never null.</summary>
    [JsonIgnore]
    public IReadOnlyList<ClaudeContentBlock> Content { get => ContentJson.Value ?? []; init => ContentJson = new(value); }

    /// <summary>Whether the tool has failed.</summary>
    [JsonIgnore]
    public bool IsError { get => JsonFlag.Read(IsErrorJson) ?? false; init => IsErrorJson = JsonFlag.From(value); }

    /// <summary>The text of what came out: that of its blocks of text, one per line.</summary>
    [JsonIgnore]
    public string Text => string.Join('\n', Content.OfType<ClaudeTextBlock>().Select(static block => block.Text));

    [JsonInclude, JsonPropertyName("tool_use_id"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString ToolUseIdJson { get; set; }

    [JsonInclude, JsonPropertyName("content"), JsonConverter(typeof(ClaudeContentConverter))]
    internal Wire<IReadOnlyList<ClaudeContentBlock>> ContentJson { get; set; }

    [JsonInclude, JsonPropertyName("is_error")]
    internal RawJson? IsErrorJson { get; set; }
}
