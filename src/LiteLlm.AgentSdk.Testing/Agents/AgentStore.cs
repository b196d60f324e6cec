namespace LiteLlm.AgentSdk.Testing.Agents;

/// <summary>The agents, in the order in which they were created.</summary>
internal sealed class AgentStore
{
    private readonly Gate _gate = new();
    private readonly List<AgentRecord> _agents = [];

    public void Add(AgentRecord agent)
    {
        lock (_gate)
        {
            _agents.Add(agent);
        }
    }

    public AgentRecord? Find(string id)
    {
        lock (_gate)
        {
            return _agents.Find(agent => agent.Id == id);
        }
    }

    public bool Remove(AgentRecord agent)
    {
        lock (_gate)
        {
            agent.Deleted = true;
            return _agents.Remove(agent);
        }
    }

    /// <summary>Returns all agents, the newest first.</summary>
    public IReadOnlyList<AgentRecord> All()
    {
        lock (_gate)
        {
            return [.. Enumerable.Reverse(_agents)];
        }
    }
}
