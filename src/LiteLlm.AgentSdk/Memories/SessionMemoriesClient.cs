using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// What the agent of a session remembers, reached over the session: <see cref="Session.Memories"/>, or
/// <see cref="SessionsClient.GetMemoriesClient"/> where only the session's id is known.
/// </summary>
public class SessionMemoriesClient
{
    private readonly PlatformTransport? _transport;
    private readonly string _sessionId = "";

    /// <summary>
    /// Initializes a new instance of the <see cref="SessionMemoriesClient"/> class. For derived classes in tests: override what the test
    /// needs.
    /// </summary>
    protected SessionMemoriesClient()
    {
    }

    internal SessionMemoriesClient(PlatformTransport transport, string sessionId)
    {
        _transport = transport;
        _sessionId = sessionId;
    }

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>
    /// Lists memories of the session's agent (<c>GET /sessions/{id}/memory</c>), with one request. The platform counts it as a use
    /// of each memory that it returns.
    /// </summary>
    /// <param name="options">Which memories; all by default.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The memories, the most important first, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session; thrown while the list is enumerated.</exception>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (Memory memory in session.Memories.ListAsync(new() { Tag = "build" }))
    ///     Console.WriteLine(memory.Text);
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<Memory> ListAsync(
        MemoryListOptions? options = null, CancellationToken cancellationToken = default) =>
        MemoryCalls.List(Transport, ApiPath.Of($"sessions/{_sessionId}/memory"), options, cancellationToken);

    /// <summary>Adds a memory to the session's agent (<c>POST /sessions/{id}/memory</c>), marked as noted in this session.</summary>
    /// <param name="options">What to remember; the text is required.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The memory.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// Something breaks the platform's rules; all problems at once, before anything is sent where the SDK knows the rule.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session.</exception>
    /// <exception cref="AgentPlatformException">
    /// Anything else that goes wrong; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether it may have been done.
    /// </exception>
    public virtual Task<Memory> CreateAsync(MemoryCreateOptions options, CancellationToken cancellationToken = default) =>
        MemoryCalls.CreateAsync(Transport, ApiPath.Of($"sessions/{_sessionId}/memory"), options, cancellationToken);
}
