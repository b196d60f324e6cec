using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A part of a message to send: a text, or an image in the format of opencode.</summary>
internal sealed class SendPart
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "text";

    [JsonPropertyName("text")]
    public string? Text { get; init; }

    [JsonPropertyName("mime")]
    public string? MimeType { get; init; }

    [JsonPropertyName("filename")]
    public string? FileName { get; init; }

    [JsonPropertyName("url")]
    public string? Url { get; init; }

    [JsonPropertyName("metadata")]
    public SendMetadata? Metadata { get; init; }
}
