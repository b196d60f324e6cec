using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A tool call.</summary>
public sealed record ClaudeToolUseBlock : ClaudeContentBlock
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeToolUseBlock"/> class.</summary>
    public ClaudeToolUseBlock()
        : base("tool_use")
    {
    }

    /// <summary>Gets the id of the call.</summary>
    [JsonIgnore]
    public string Id { get => IdJson.Value ?? ""; init => IdJson = new(value); }

    /// <summary>Gets the tool's name.</summary>
    [JsonIgnore]
    public string Name { get => NameJson.Value ?? ""; init => NameJson = new(value); }

    /// <summary>Gets the input of the tool, exactly as the model wrote it.</summary>
    /// <value><see cref="JsonValueKind.Undefined"/> if it was not sent.</value>
    [JsonIgnore]
    public JsonElement Input { get => InputJson?.Element ?? default; init => InputJson = RawJson.From(value); }

    [JsonInclude, JsonPropertyName("id"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString IdJson { get; set; }

    [JsonInclude, JsonPropertyName("name"), JsonConverter(typeof(CachedIdConverter))]
    internal WireString NameJson { get; set; }

    [JsonInclude, JsonPropertyName("input")]
    internal RawJson? InputJson { get; set; }
}
