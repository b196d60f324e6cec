using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A text part of a message that is sent.</summary>
internal sealed class SendTextPart
{
    [JsonPropertyName("type")]
    public string Type { get; init; } = "text";

    [JsonPropertyName("text")]
    public string Text { get; init; } = "";

    [JsonPropertyName("metadata")]
    public SendMetadata? Metadata { get; init; }
}
