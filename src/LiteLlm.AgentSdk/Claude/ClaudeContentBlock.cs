using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A content block. The set of types is open: a block of a type that the SDK has no record for (<c>image</c>, <c>redacted_thinking</c>,
/// <c>server_tool_use</c>, ...) is a <see cref="ClaudeUnknownBlock"/>.
/// </summary>
/// <remarks>
/// Equality compares the members that have a property. Lists and <see cref="AdditionalProperties"/> are compared by reference, so two
/// instances that were read from equal JSON are equal only if they have neither.
/// </remarks>
[JsonConverter(typeof(ClaudeContentBlockConverter))]
public abstract record ClaudeContentBlock
{
    private protected ClaudeContentBlock(string type) => Type = type;

    /// <summary>Gets the block's type, as it was sent; empty if there was none.</summary>
    [JsonPropertyName("type"), JsonPropertyOrder(-1)]
    public string Type { get; }

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Returns the record's type and its members.</summary>
    public sealed override string ToString() => RecordText.Of(this, PrintMembers);
}
