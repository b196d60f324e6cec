using System.Runtime.CompilerServices;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Streaming;

namespace LiteLlm.AgentSdk;

/// <summary>The platform's agents: <see cref="AgentPlatformClient.Agents"/>.</summary>
public partial class AgentsClient
{
    /// <summary>How often a list is read again from its beginning although nothing is where it was.</summary>
    private const int MaxFruitless = 5;

    private readonly PlatformTransport? _transport;

    /// <summary>For derived classes in tests: override what the test needs.</summary>
    protected AgentsClient()
    {
    }

    internal AgentsClient(PlatformTransport transport)
    {
        _transport = transport;
    }

    private PlatformTransport Transport =>
        _transport ?? throw new InvalidOperationException($"This {GetType().Name} was not made by a client: override what the test uses.");

    /// <summary>Creates an agent (<c>POST /agents</c>).</summary>
    /// <param name="options">What it is to be; <see cref="AgentCreateOptions.Model"/> is required.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
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
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The agent.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Agent> GetAsync(string agentId, CancellationToken cancellationToken = default) =>
        AgentCalls.GetAsync(Transport, agentId, cancellationToken);

    /// <summary>Lists agents over all pages (<c>GET /agents</c>), fetching each page when it is reached. An agent that moves to another
    /// page meanwhile, because
    /// others are created or deleted, comes once, and is not left out.</summary>
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

    private async IAsyncEnumerable<Agent> AllPagesAsync(
        AgentListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        int fruitless = 0;
        int start = options.Offset ?? 0;
        int offset = start;
        Page<Agent> page = await ListPageAsync(options, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            bool isNew = false;
            foreach (Agent agent in page.Items)
            {
                if (seen.Add(agent.Id))
                {
                    isNew = true;
                    yield return agent;
                }
            }

            int next = offset + page.Items.Count;
            if (page.Items.Count == 0 || next >= page.Total)
            {
                yield break;
            }

            // Each page begins with the last agent of the one before. If another stands there, agents were deleted meanwhile, and those
            // behind them have moved up.
            offset = next - 1;
            page = await PageAtAsync(options, offset, cancellationToken).ConfigureAwait(false);
            while (isNew && fruitless < MaxFruitless && offset > start && IsUnseen(page, seen))
            {
                offset = Math.Max(start, offset - page.Items.Count);
                page = await PageAtAsync(options, offset, cancellationToken).ConfigureAwait(false);
                if (offset == start && IsUnseen(page, seen))
                {
                    // Nothing is where it was: a server that ignores offsets would be read for ever.
                    fruitless++;
                }
            }

            if (offset == next - 1 && page.Items.Count <= 1)
            {
                // A server that gives one at a time: nothing can overlap.
                offset = next;
                page = await PageAtAsync(options, offset, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsUnseen(Page<Agent> page, HashSet<string> seen) => page.Items is [var first, ..] && !seen.Contains(first.Id);

    private Task<Page<Agent>> PageAtAsync(AgentListOptions options, int offset, CancellationToken cancellationToken) =>
        ListPageAsync(options with
        {
            Offset = offset,
            Limit = options.Limit is { } limit
            ? Math.Min(limit + 1, ListRules.MaxLimit)
            : null
        }, cancellationToken);

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
    /// <exception cref="AgentPlatformValidationException">Something breaks the platform's rules; all problems at once, before anything is
    /// sent where the SDK knows the rule.</exception>
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
