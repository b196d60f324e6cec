using System.Text.Json.Serialization;
using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk;

/// <summary>The mark by which a sent part is known again.</summary>
internal sealed class SendMetadata
{
    [JsonPropertyName(SentMessage.MarkName)]
    public string Send { get; init; } = "";
}
