using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Agents;

/// <summary>The agent that a request is about.</summary>
internal static class AgentLookup
{
    /// <summary>Runs an action with the agent of the path, or responds with 404.</summary>
    public static Task WithAgentAsync(this PlatformState platform, Exchange exchange, Func<AgentRecord, Task> action) =>
        platform.Agents.Find(exchange["id"]) is { } agent ? action(agent) : AgentEndpoints.NotFoundAsync(exchange, exchange["id"]);
}
