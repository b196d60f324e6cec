using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>The client of the platform's agents: <see cref="AgentPlatformClient.Agents"/>.</summary>
public partial class AgentsClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="AgentsClient"/> class. For derived classes in tests, which override the members that
    /// the test uses.
    /// </summary>
    protected AgentsClient()
    {
    }

    internal AgentsClient(PlatformTransport transport) => _transport = transport;

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>Creates an agent (<c>POST /agents</c>).</summary>
    /// <param name="options">The agent's settings; <see cref="AgentCreateOptions.Model"/> is required.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The agent.</returns>
    /// <exception cref="AgentPlatformValidationException">An option breaks a rule of the platform. The exception lists all problems. If the
    /// SDK knows the rule, nothing was sent.</exception>
    /// <exception cref="AgentPlatformNotFoundException">A skill or the template does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason;
    /// <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates whether the agent may have been created.</exception>
    public virtual Task<Agent> CreateAsync(AgentCreateOptions options, CancellationToken cancellationToken = default) =>
        AgentCalls.CreateAsync(Transport, options, cancellationToken);

    /// <summary>Gets an agent (<c>GET /agents/{id}</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The agent.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<Agent> GetAsync(string agentId, CancellationToken cancellationToken = default) =>
        AgentCalls.GetAsync(Transport, agentId, cancellationToken);

    /// <summary>
    /// Lists agents (<c>GET /agents</c>), with one request for each page. If agents are created or deleted in the meantime, the others are
    /// still returned exactly once.
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

    /// <summary>Changes those fields of an agent that are set in the options (<c>PATCH /agents/{id}</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="options">The fields to change.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The agent after the change.</returns>
    /// <exception cref="AgentPlatformValidationException">An option breaks a rule of the platform. The exception lists all problems. If the
    /// SDK knows the rule, nothing was sent.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<Agent> UpdateAsync(string agentId, AgentUpdateOptions options, CancellationToken cancellationToken = default) =>
        AgentCalls.UpdateAsync(Transport, agentId, options, cancellationToken);

    /// <summary>Deletes an agent (<c>DELETE /agents/{id}</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task DeleteAsync(string agentId, CancellationToken cancellationToken = default) =>
        AgentCalls.DeleteAsync(Transport, agentId, cancellationToken);
}
