using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Provides the calls for the memories of a session's agent. Get it from <see cref="Session.Memories"/>, or
/// <see cref="SessionsClient.GetMemoriesClient"/> if only the session's id is known.
/// </summary>
public class SessionMemoriesClient
{
    private readonly PlatformTransport? _transport;
    private readonly string _sessionId = "";

    /// <summary>
    /// Initializes a new instance of the <see cref="SessionMemoriesClient"/> class for mocking. A derived class in a test overrides the
    /// members that the test uses.
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
    /// Lists memories of the session's agent (<c>GET /sessions/{id}/memory</c>), with one request. The platform counts this as a use of
    /// each returned memory.
    /// </summary>
    /// <param name="options">Which memories to list; null for all.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The memories, the most important first, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist; thrown while the list is enumerated.</exception>
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

    /// <summary>Adds a memory to the session's agent (<c>POST /sessions/{id}/memory</c>), marked as added in this session.</summary>
    /// <param name="options">The memory; the text is required.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The memory.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// An option breaks a rule of the platform. The exception lists all problems. If the SDK knows the rule, nothing was sent.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist.</exception>
    /// <exception cref="AgentPlatformException">
    /// The request failed for another reason; <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates whether it may have taken
    /// effect.
    /// </exception>
    public virtual Task<Memory> CreateAsync(MemoryCreateOptions options, CancellationToken cancellationToken = default) =>
        MemoryCalls.CreateAsync(Transport, ApiPath.Of($"sessions/{_sessionId}/memory"), options, cancellationToken);
}
