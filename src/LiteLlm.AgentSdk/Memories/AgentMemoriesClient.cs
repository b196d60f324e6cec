using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// What an agent remembers over its sessions: <see cref="Agent.Memories"/>, or <see cref="AgentsClient.GetMemoriesClient"/> where only the
/// agent's id is known.
/// </summary>
public class AgentMemoriesClient
{
    private readonly PlatformTransport? _transport;
    private readonly string _agentId = "";

    /// <summary>
    /// Initializes a new instance of the <see cref="AgentMemoriesClient"/> class. For derived classes in tests: override what the test
    /// needs.
    /// </summary>
    protected AgentMemoriesClient()
    {
    }

    internal AgentMemoriesClient(PlatformTransport transport, string agentId)
    {
        _transport = transport;
        _agentId = agentId;
    }

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>
    /// Lists memories (<c>GET /agents/{id}/memory</c>), with one request. The platform counts it as a use of each memory that it
    /// returns.
    /// </summary>
    /// <param name="options">Which memories; all by default.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The memories, the most important first, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent; thrown while the list is enumerated.</exception>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (Memory memory in agent.Memories.ListAsync(new() { Tag = "build" }))
    ///     Console.WriteLine(memory.Text);
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<Memory> ListAsync(
        MemoryListOptions? options = null, CancellationToken cancellationToken = default) =>
        MemoryCalls.List(Transport, ApiPath.Of($"agents/{_agentId}/memory"), options, cancellationToken);

    /// <summary>Adds a memory (<c>POST /agents/{id}/memory</c>).</summary>
    /// <param name="options">What to remember; the text is required.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The memory.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// Something breaks the platform's rules; all problems at once, before anything is sent where the SDK knows the rule.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent.</exception>
    /// <exception cref="AgentPlatformException">
    /// Anything else that goes wrong; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether it may have been done.
    /// </exception>
    /// <example>
    /// <code>
    /// await agent.Memories.CreateAsync(new() { Text = "Tests are run with `dotnet test`.", Tags = ["build"], Pinned = true });
    /// </code>
    /// </example>
    public virtual Task<Memory> CreateAsync(MemoryCreateOptions options, CancellationToken cancellationToken = default) =>
        MemoryCalls.CreateAsync(Transport, ApiPath.Of($"agents/{_agentId}/memory"), options, cancellationToken);

    /// <summary>Changes the fields of a memory that are set (<c>PATCH /agents/{id}/memory/{memory_id}</c>).</summary>
    /// <param name="memoryId">Its id.</param>
    /// <param name="options">What to change.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The memory as it is now.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// Something breaks the platform's rules; all problems at once, before anything is sent where the SDK knows the rule.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such memory, or no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Memory> UpdateAsync(string memoryId, MemoryUpdateOptions options, CancellationToken cancellationToken = default)
    {
        MemoryRules.ThrowIfInvalid(options);
        return Transport.PatchAsync<Memory>(
            ApiPath.Of($"agents/{_agentId}/memory/{memoryId}"), RecordReader.Body(options), cancellationToken);
    }

    /// <summary>Forgets a memory (<c>DELETE /agents/{id}/memory/{memory_id}</c>).</summary>
    /// <param name="memoryId">Its id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="AgentPlatformNotFoundException">There is no such memory, or no such agent.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task DeleteAsync(string memoryId, CancellationToken cancellationToken = default) =>
        Transport.DeleteAsync(ApiPath.Of($"agents/{_agentId}/memory/{memoryId}"), cancellationToken);
}
