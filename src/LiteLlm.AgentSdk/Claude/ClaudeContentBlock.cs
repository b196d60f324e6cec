using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A block of content. The set is open: one of a type that the SDK has no record for (<c>image</c>, <c>redacted_thinking</c>,
/// <c>server_tool_use</c>, ...) is a <see cref="ClaudeUnknownBlock"/>.
/// </summary>
/// <remarks>
/// Equality compares the members that have a property of their own; of lists and of <see cref="AdditionalProperties"/> it compares the
/// references. Two that were read from equal JSON are equal only if they hold neither.
/// </remarks>
[JsonConverter(typeof(ClaudeContentBlockConverter))]
public abstract record ClaudeContentBlock
{
    private protected ClaudeContentBlock(string type) => Type = type;

    /// <summary>Gets the block's type, as it was sent; empty when there was none.</summary>
    [JsonPropertyName("type"), JsonPropertyOrder(-1)]
    public string Type { get; }

    /// <summary>Gets or sets what was sent besides the members above, by its JSON name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>The record's type and its members.</summary>
    public sealed override string ToString() => RecordText.Of(this, PrintMembers);
}
