using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The changes that the session made to its files; sent by opencode.</summary>
public sealed record SessionDiffEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="SessionDiffEvent"/> class.</summary>
    public SessionDiffEvent()
        : base("session.diff")
    {
    }

    /// <summary>Gets the changes, as a JSON array.</summary>
    [JsonIgnore]
    public JsonElement Diff { get => DiffJson?.Element ?? default; init => DiffJson = RawJson.From(value); }

    [JsonInclude, JsonPropertyName("diff")]
    internal RawJson? DiffJson { get; set; }
}
