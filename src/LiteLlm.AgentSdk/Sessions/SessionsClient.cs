using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The platform's sessions: <see cref="AgentPlatformClient.Sessions"/>. New ones are opened on their agent, by
/// <see cref="Agent.CreateSessionAsync"/>.
/// </summary>
public class SessionsClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="SessionsClient"/> class. For derived classes in tests: override what the test needs.
    /// </summary>
    protected SessionsClient()
    {
    }

    internal SessionsClient(PlatformTransport transport) => _transport = transport;

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>Gets a session (<c>GET /sessions/{id}</c>): the way to come back to one from any process.</summary>
    /// <param name="sessionId">Its id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The session, in whatever status it is.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Session> GetAsync(string sessionId, CancellationToken cancellationToken = default) =>
        SessionCalls.GetAsync(Transport, sessionId, cancellationToken);

    /// <summary>
    /// Lists sessions (<c>GET /sessions</c>), with one request. The platform returns the newest, up to the limit, and has no further pages.
    /// </summary>
    /// <param name="options">The agent whose sessions to list, and how many.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>
    /// The sessions, the newest first, which are requested when they are enumerated. <see cref="Session.HasInitialReply"/> is reliable only
    /// in a session from <see cref="GetAsync"/>.
    /// </returns>
    /// <exception cref="AgentPlatformValidationException">The limit is out of range; thrown by this call.</exception>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (Session session in platform.Sessions.ListAsync(new() { Limit = 200 }))
    ///     Console.WriteLine($"{session.Id} {session.Status}");
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<Session> ListAsync(
        SessionListOptions? options = null, CancellationToken cancellationToken = default) =>
        SessionCalls.List(Transport, options ?? new SessionListOptions(), cancellationToken);

    /// <summary>
    /// Opens a session on an agent of which only the id is known (<c>POST /agents/{id}/session</c>); see
    /// <see cref="Agent.CreateSessionAsync"/>.
    /// </summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="options">The first message, its title, environment, progress and limits.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>A session that takes messages.</returns>
    /// <exception cref="AgentPlatformValidationException">Something breaks the platform's rules.</exception>
    /// <exception cref="SessionFailedException">Its sandbox could not be made.</exception>
    /// <exception cref="AgentPlatformTimeoutException">It was not ready in time; carries the session.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Session> CreateAsync(string agentId, SessionCreateOptions? options = null,
        CancellationToken cancellationToken = default) =>
        SessionCalls.CreateAsync(Transport, new SessionAgent(agentId, default, null, null), options
            ?? new SessionCreateOptions(), cancellationToken);

    /// <summary>Ends a session (<c>DELETE /sessions/{id}</c>); see <see cref="Session.TerminateAsync"/>.</summary>
    /// <param name="sessionId">Its id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task TerminateAsync(string sessionId, CancellationToken cancellationToken = default) =>
        SessionCalls.DeleteAsync(Transport, sessionId, cancellationToken);

    /// <summary>
    /// What the agent of a session remembers, reached over the session; see <see cref="Session.Memories"/>. Asks nothing of the platform.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    /// <returns>A client of the memories.</returns>
    public virtual SessionMemoriesClient GetMemoriesClient(string sessionId) => new(Transport, sessionId);

    /// <summary>What was found to be wrong in a session; see <see cref="Session.Issues"/>. Asks nothing of the platform.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <returns>A client of the issues.</returns>
    public virtual SessionIssuesClient GetIssuesClient(string sessionId) => new(Transport, sessionId);
}
