using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Content that is added to a content block. The set of types is open: a delta of a type that the SDK has no record for is a
/// <see cref="ClaudeUnknownDelta"/>.
/// </summary>
[JsonConverter(typeof(ClaudeDeltaConverter))]
public abstract record ClaudeDelta
{
    private protected ClaudeDelta(string type) => Type = type;

    /// <summary>Gets the delta's type, as it was sent; empty if there was none.</summary>
    [JsonPropertyName("type"), JsonPropertyOrder(-1)]
    public string Type { get; }

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Returns the record's type and its members.</summary>
    public sealed override string ToString() => RecordText.Of(this, PrintMembers);
}
