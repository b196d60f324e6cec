using System.Runtime.CompilerServices;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Streaming;

namespace LiteLlm.AgentSdk;

/// <summary>The platform's agents: <see cref="AgentPlatformClient.Agents"/>.</summary>
public partial class AgentsClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>For derived classes in tests: override what the test needs.</summary>
    protected AgentsClient()
    {
    }

    internal AgentsClient(PlatformTransport transport)
    {
        _transport = transport;
    }

    private PlatformTransport Transport => _transport ?? throw new InvalidOperationException($"This {GetType().Name} was not made by a client: override what the test uses.");

    /// <summary>Creates an agent (<c>POST /agents</c>).</summary>
    /// <param name="options">What it is to be; <see cref="AgentCreateOptions.Model"/> is required.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The agent.</returns>
    /// <exception cref="AgentPlatformValidationException">Something breaks the platform's rules; all problems at once, before anything is sent where the SDK knows the rule.</exception>
    /// <exception cref="AgentPlatformNotFoundException">A skill or the template does not exist.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether the agent may exist.</exception>
    public virtual Task<Agent> CreateAsync(AgentCreateOptions options, CancellationToken cancellationToken = default) =>
        AgentCalls.CreateAsync(Transport, options, cancellationToken);

    /// <summary>Gets an agent (<c>GET /agents/{id}</c>).</summary>
    /// <param name="agentId">Its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The agent.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Agent> GetAsync(string agentId, CancellationToken cancellationToken = default) =>
        AgentCalls.GetAsync(Transport, agentId, cancellationToken);

    /// <summary>Lists agents over all pages (<c>GET /agents</c>), fetching each page when it is reached. An agent that moves to a later page meanwhile comes once.</summary>
    /// <param name="options">Which, in which order, how many at a time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The agents.</returns>
    /// <exception cref="AgentPlatformValidationException">An option is out of range.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    /// <example>
    /// <code>
    /// await foreach (Agent agent in platform.Agents.ListAsync(new() { Search = "review" }))
    ///     Console.WriteLine($"{agent.Id} {agent.Name}");
    /// </code>
    /// </example>
    public virtual IAsyncEnumerable<Agent> ListAsync(AgentListOptions? options = null, CancellationToken cancellationToken = default) =>
        new CallerEnumerable<Agent>(token => AllPagesAsync(options ?? new AgentListOptions(), token), once: false, cancellationToken);

    private async IAsyncEnumerable<Agent> AllPagesAsync(AgentListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        int offset = options.Offset ?? 0;
        while (true)
        {
            Page<Agent> page = await ListPageAsync(offset == 0 ? options : options with { Offset = offset }, cancellationToken).ConfigureAwait(false);
            foreach (Agent agent in page.Items)
            {
                if (seen.Add(agent.Id))
                {
                    yield return agent;
                }
            }

            offset += page.Items.Count;
            if (page.Items.Count == 0 || offset >= page.Total)
            {
                yield break;
            }
        }
    }

    /// <summary>Lists one page of agents, with the total (<c>GET /agents</c>).</summary>
    /// <param name="options">Which, in which order, how many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The page.</returns>
    /// <exception cref="AgentPlatformValidationException">An option is out of range.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Page<Agent>> ListPageAsync(AgentListOptions? options = null, CancellationToken cancellationToken = default) =>
        AgentCalls.ListPageAsync(Transport, options ?? new AgentListOptions(), cancellationToken);

    /// <summary>Changes the fields of an agent that are set (<c>PATCH /agents/{id}</c>).</summary>
    /// <param name="agentId">Its id.</param>
    /// <param name="options">What to change.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The agent as it is now.</returns>
    /// <exception cref="AgentPlatformValidationException">Something breaks the platform's rules; all problems at once, before anything is sent where the SDK knows the rule.</exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Agent> UpdateAsync(string agentId, AgentUpdateOptions options, CancellationToken cancellationToken = default) =>
        AgentCalls.UpdateAsync(Transport, agentId, options, cancellationToken);

    /// <summary>Deletes an agent (<c>DELETE /agents/{id}</c>).</summary>
    /// <param name="agentId">Its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task DeleteAsync(string agentId, CancellationToken cancellationToken = default) =>
        AgentCalls.DeleteAsync(Transport, agentId, cancellationToken);
}
