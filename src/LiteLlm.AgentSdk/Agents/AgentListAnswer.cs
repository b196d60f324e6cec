using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>The response to a request for a list of agents. The agents in <see cref="Data"/> are read one by one.</summary>
internal sealed class AgentListAnswer
{
    public JsonElement Data { get; init; }

    public int? Total { get; init; }

    public int? Limit { get; init; }

    public int? Offset { get; init; }
}
