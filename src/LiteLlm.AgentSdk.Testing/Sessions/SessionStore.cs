namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>The sessions, in the order of their creation.</summary>
internal sealed class SessionStore
{
    private readonly Gate _gate = new();
    private readonly List<SessionState> _sessions = [];

    public void Add(SessionState session)
    {
        lock (_gate)
        {
            _sessions.Add(session);
        }
    }

    public SessionState? Find(string id)
    {
        lock (_gate)
        {
            return _sessions.Find(session => session.Id == id);
        }
    }

    public IReadOnlyList<SessionState> Of(string agentId)
    {
        lock (_gate)
        {
            return _sessions.FindAll(session => session.Agent.Id == agentId);
        }
    }

    /// <summary>Returns all sessions, newest first.</summary>
    public IReadOnlyList<SessionState> All()
    {
        lock (_gate)
        {
            return [.. Enumerable.Reverse(_sessions)];
        }
    }
}
