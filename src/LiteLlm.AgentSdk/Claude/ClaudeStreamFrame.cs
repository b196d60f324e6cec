using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A frame of the model's streaming API. The set of types is open: a frame of a type that the SDK has no record for (<c>ping</c>,
/// <c>error</c>, ...) is a <see cref="ClaudeUnknownFrame"/>.
/// </summary>
[JsonConverter(typeof(ClaudeStreamFrameConverter))]
public abstract record ClaudeStreamFrame
{
    private protected ClaudeStreamFrame(string type) => Type = type;

    /// <summary>Gets the frame's type, as it was sent; empty if there was none.</summary>
    [JsonPropertyName("type"), JsonPropertyOrder(-1)]
    public string Type { get; }

    /// <summary>Gets or sets the JSON members that have no property, by name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Returns the record's type and its members.</summary>
    public sealed override string ToString() => RecordText.Of(this, PrintMembers);
}
