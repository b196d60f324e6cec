namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>An agent that is known, or is read from the platform on first use.</summary>
internal sealed class AgentSource
{
    private readonly Func<CancellationToken, Task<Agent>> _get;
    private Agent? _agent;

    public AgentSource(Agent agent)
    {
        _agent = agent;
        _get = _ => Task.FromResult(agent);
    }

    public AgentSource(AgentPlatformClient platform, string agentId)
    {
        Platform = platform;
        _get = token => platform.Agents.GetAsync(agentId, token);
    }

    public AgentSource(Session session, Agent? agent)
    {
        _agent = agent;
        _get = session.GetAgentAsync;
    }

    /// <summary>Gets the agent if it is known; otherwise, null.</summary>
    public Agent? Known => Volatile.Read(ref _agent);

    public AgentPlatformClient? Platform { get; }

    /// <summary>Returns the agent. Two callers at the same time may both read it from the platform, which does no harm.</summary>
    public async ValueTask<Agent> GetAsync(CancellationToken cancellationToken)
    {
        if (Known is { } known)
        {
            return known;
        }

        Agent agent = await _get(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _agent, agent);
        return agent;
    }
}
