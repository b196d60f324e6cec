using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// What is added to a content block. The set is open: one of a type that the SDK has no record for is a <see cref="ClaudeUnknownDelta"/>.
/// </summary>
[JsonConverter(typeof(ClaudeDeltaConverter))]
public abstract record ClaudeDelta
{
    private protected ClaudeDelta(string type) => Type = type;

    /// <summary>Gets the delta's type, as it was sent; empty when there was none.</summary>
    [JsonPropertyName("type"), JsonPropertyOrder(-1)]
    public string Type { get; }

    /// <summary>Gets or sets what was sent besides the members above, by its JSON name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>The record's type and its members.</summary>
    public sealed override string ToString() => RecordText.Of(this, PrintMembers);
}
