using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A file was edited; sent by opencode.</summary>
public sealed record FileEditedEvent : SessionEvent
{
    /// <summary>Makes an event.</summary>
    public FileEditedEvent()
        : base("file.edited")
    {
    }

    /// <summary>The file.</summary>
    [JsonIgnore]
    public string? File { get => FileJson.Value; init => FileJson = new(value); }

    [JsonInclude, JsonPropertyName("file")]
    internal WireString FileJson { get; set; }
}
