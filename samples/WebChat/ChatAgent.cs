using LiteLlm.AgentSdk;

namespace WebChat;

/// <summary>The agent of this chat. It is found by its name, or created.</summary>
public sealed class ChatAgent(AgentPlatformClient platform, IConfiguration configuration) : IDisposable
{
    private const string Name = "webchat";
    private readonly SemaphoreSlim _once = new(1);
    private Agent? _agent;

    /// <summary>Gets the agent.</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public async Task<Agent> GetAsync(CancellationToken cancellationToken)
    {
        if (_agent is not null)
        {
            return _agent;
        }

        await _once.WaitAsync(cancellationToken);
        try
        {
            return _agent ??= await FindAsync(cancellationToken) ?? await platform.Agents.CreateAsync(
                new()
                {
                    Name = Name,
                    Model = configuration["WebChat:Model"] ?? "anthropic/claude-haiku-4-5",
                    Prompt = "You are a helpful assistant. Answer in Markdown.",
                    HarnessId = HarnessId.ClaudeAgentSdk,
                },
                cancellationToken);
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>
    /// Gets a session of this agent. The id comes from the browser, so sessions of other agents are refused.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session of this agent.</exception>
    public async Task<Session> GetSessionAsync(string sessionId, CancellationToken cancellationToken)
    {
        Agent agent = await GetAsync(cancellationToken);
        Session session = await platform.Sessions.GetAsync(sessionId, cancellationToken);
        return session.AgentId == agent.Id ? session
            : throw new AgentPlatformNotFoundException($"Session {sessionId} is of another agent.");
    }

    /// <inheritdoc/>
    public void Dispose() => _once.Dispose();

    private async Task<Agent?> FindAsync(CancellationToken cancellationToken)
    {
        await foreach (Agent agent in platform.Agents.ListAsync(new() { Search = Name }, cancellationToken))
        {
            if (agent.Name == Name)
            {
                return agent;
            }
        }

        return null;
    }
}
