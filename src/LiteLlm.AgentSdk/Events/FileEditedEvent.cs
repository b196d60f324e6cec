using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A file was edited; sent by opencode.</summary>
public sealed record FileEditedEvent : SessionEvent
{
    /// <summary>Initializes a new instance of the <see cref="FileEditedEvent"/> class.</summary>
    public FileEditedEvent()
        : base("file.edited")
    {
    }

    /// <summary>Gets the file's path.</summary>
    [JsonIgnore]
    public string? File { get => FileJson.Value; init => FileJson = new(value); }

    [JsonInclude, JsonPropertyName("file")]
    internal WireString FileJson { get; set; }
}
