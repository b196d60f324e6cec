using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>The platform's agents: <see cref="AgentPlatformClient.Agents"/>.</summary>
public partial class AgentsClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="AgentsClient"/> class. For derived classes in tests: override what the test needs.
    /// </summary>
    protected AgentsClient()
    {
    }

    internal AgentsClient(PlatformTransport transport) => _transport = transport;

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>Creates an agent (<c>POST /agents</c>).</summary>
    /// <param name="options">What it is to be; <see cref="AgentCreateOptions.Model"/> is required.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The agent.</returns>
    /// <exception cref="AgentPlatformValidationException">Something breaks the platform's rules; all problems at once, before anything is
    /// sent where the SDK knows the rule.</exception>
    /// <exception cref="AgentPlatformNotFoundException">A skill or the template does not exist.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong; <see cref="AgentPlatformException.MayHaveTakenEffect"/>
    /// tells whether the agent may exist.</exception>
    public virtual Task<Agent> CreateAsync(AgentCreateOptions options, CancellationToken cancellationToken = default) =>
        AgentCalls.CreateAsync(Transport, options, cancellationToken);

    /// <summary>Gets an agent (<c>GET /agents/{id}</c>).</summary>
    /// <param name="agentId">Its id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The agent.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Agent> GetAsync(string agentId, CancellationToken cancellationToken = default) =>
        AgentCalls.GetAsync(Transport, agentId, cancellationToken);

    /// <summary>
    /// Lists agents (<c>GET /agents</c>), with one request for each page. An agent that moves to another page meanwhile, because others are
    /// created or deleted, is returned once, and is not left out.
    /// </summary>
    /// <param name="options">Which agents, in which order, and how many on a page.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The agents, which are requested when they are enumerated. The first page has the total:
    /// <see cref="PagedAsyncEnumerable{T}.GetFirstPageAsync"/>.</returns>
    /// <exception cref="AgentPlatformValidationException">An option is out of range; thrown by this call.</exception>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the agents are enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (Agent agent in platform.Agents.ListAsync(new() { Search = "review" }))
    ///     Console.WriteLine($"{agent.Id} {agent.Name}");
    ///
    /// Page&lt;Agent&gt; page = await platform.Agents.ListAsync(new() { Limit = 20, Offset = 40 }).GetFirstPageAsync();
    /// Console.WriteLine($"{page.Items.Count} of {page.Total}");
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<Agent> ListAsync(AgentListOptions? options = null, CancellationToken cancellationToken = default) =>
        AgentCalls.List(Transport, options ?? new AgentListOptions(), cancellationToken);

    /// <summary>Changes the fields of an agent that are set (<c>PATCH /agents/{id}</c>).</summary>
    /// <param name="agentId">Its id.</param>
    /// <param name="options">What to change.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The agent as it is now.</returns>
    /// <exception cref="AgentPlatformValidationException">Something breaks the platform's rules; all problems at once, before anything is
    /// sent where the SDK knows the rule.</exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Agent> UpdateAsync(string agentId, AgentUpdateOptions options, CancellationToken cancellationToken = default) =>
        AgentCalls.UpdateAsync(Transport, agentId, options, cancellationToken);

    /// <summary>Deletes an agent (<c>DELETE /agents/{id}</c>).</summary>
    /// <param name="agentId">Its id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task DeleteAsync(string agentId, CancellationToken cancellationToken = default) =>
        AgentCalls.DeleteAsync(Transport, agentId, cancellationToken);
}
