using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Provides the calls for an agent's memories, which all its sessions share. Get it from <see cref="Agent.Memories"/>, or
/// <see cref="AgentsClient.GetMemoriesClient"/> if only the agent's id is known.
/// </summary>
public class AgentMemoriesClient
{
    private readonly PlatformTransport? _transport;
    private readonly string _agentId = "";

    /// <summary>
    /// Initializes a new instance of the <see cref="AgentMemoriesClient"/> class for mocking. A derived class in a test overrides the
    /// members that the test uses.
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
    /// Lists memories (<c>GET /agents/{id}/memory</c>), with one request. The platform counts this as a use of each returned memory.
    /// </summary>
    /// <param name="options">Which memories to list; null for all.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The memories, the most important first, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist; thrown while the list is enumerated.</exception>
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
    /// <param name="options">The memory; the text is required.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The memory.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// An option breaks a rule of the platform. The exception lists all problems. If the SDK knows the rule, nothing was sent.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">
    /// The request failed for another reason; <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates whether it may have taken
    /// effect.
    /// </exception>
    /// <example>
    /// <code>
    /// await agent.Memories.CreateAsync(new() { Text = "Tests are run with `dotnet test`.", Tags = ["build"], Pinned = true });
    /// </code>
    /// </example>
    public virtual Task<Memory> CreateAsync(MemoryCreateOptions options, CancellationToken cancellationToken = default) =>
        MemoryCalls.CreateAsync(Transport, ApiPath.Of($"agents/{_agentId}/memory"), options, cancellationToken);

    /// <summary>Changes those fields of a memory that are set in the options (<c>PATCH /agents/{id}/memory/{memory_id}</c>).</summary>
    /// <param name="memoryId">The id of the memory.</param>
    /// <param name="options">The fields to change.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The memory after the change.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// An option breaks a rule of the platform. The exception lists all problems. If the SDK knows the rule, nothing was sent.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">The memory or the agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<Memory> UpdateAsync(string memoryId, MemoryUpdateOptions options, CancellationToken cancellationToken = default)
    {
        MemoryRules.ThrowIfInvalid(options);
        return Transport.PatchAsync<Memory>(
            ApiPath.Of($"agents/{_agentId}/memory/{memoryId}"), RecordReader.Body(options), cancellationToken);
    }

    /// <summary>Deletes a memory (<c>DELETE /agents/{id}/memory/{memory_id}</c>).</summary>
    /// <param name="memoryId">The id of the memory.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="AgentPlatformNotFoundException">The memory or the agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task DeleteAsync(string memoryId, CancellationToken cancellationToken = default) =>
        Transport.DeleteAsync(ApiPath.Of($"agents/{_agentId}/memory/{memoryId}"), cancellationToken);
}
