using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>One more citation of a text.</summary>
public sealed record ClaudeCitationsDelta : ClaudeDelta
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeCitationsDelta"/> class.</summary>
    public ClaudeCitationsDelta()
        : base("citations_delta")
    {
    }

    /// <summary>Gets the citation.</summary>
    /// <value><see cref="JsonValueKind.Undefined"/> if it was not sent.</value>
    [JsonIgnore]
    public JsonElement Citation { get => CitationJson?.Element ?? default; init => CitationJson = RawJson.From(value); }

    [JsonInclude, JsonPropertyName("citation")]
    internal RawJson? CitationJson { get; set; }
}
