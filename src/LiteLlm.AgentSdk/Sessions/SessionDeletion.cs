using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The response to the deletion of a session.</summary>
internal sealed class SessionDeletion
{
    public string? Id { get; init; }

    public SessionStatus Status { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
