using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>Provides methods to create, read, update and delete agents. Get it from <see cref="AgentPlatformClient.Agents"/>.</summary>
public partial class AgentsClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="AgentsClient"/> class for mocking. A derived class in a test overrides the members that
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
    /// <exception cref="AgentPlatformValidationException">An option breaks a rule of the platform. The exception lists all problems. The
    /// SDK checks the rules that it knows before it sends the request; the platform checks the others.</exception>
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
    /// Lists agents (<c>GET /agents</c>), with one request for each page. If agents are created or deleted during the enumeration, all
    /// other agents are still returned exactly once.
    /// </summary>
    /// <param name="options">The search text, the order, the offset and the page size; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The agents. No request is sent until they are enumerated. To get the total number of agents, call
    /// <see cref="PagedAsyncEnumerable{T}.GetFirstPageAsync"/> and read <see cref="Page{T}.Total"/>.</returns>
    /// <exception cref="AgentPlatformValidationException">An option is out of range. This method throws, not the enumeration.</exception>
    /// <exception cref="AgentPlatformException">A request failed. The enumeration throws.</exception>
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

    /// <summary>Updates the fields of an agent that are set in the options (<c>PATCH /agents/{id}</c>).</summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="options">The fields to change.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The updated agent.</returns>
    /// <exception cref="AgentPlatformValidationException">An option breaks a rule of the platform. The exception lists all problems. The
    /// SDK checks the rules that it knows before it sends the request; the platform checks the others.</exception>
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
