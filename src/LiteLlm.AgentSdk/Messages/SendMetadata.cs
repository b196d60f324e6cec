using System.Text.Json.Serialization;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk;

/// <summary>The metadata of a sent part: the mark by which the message can be recognized later.</summary>
internal sealed class SendMetadata
{
    [JsonPropertyName(SentMessage.MarkName)]
    public string Send { get; init; } = "";
}
