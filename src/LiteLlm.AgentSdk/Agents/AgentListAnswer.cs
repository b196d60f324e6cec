using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>The platform's answer to a listing of agents; the agents themselves are read one by one.</summary>
internal sealed class AgentListAnswer
{
    public JsonElement Data { get; init; }

    public int? Total { get; init; }

    public int? Limit { get; init; }

    public int? Offset { get; init; }
}
