using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Provides the calls for the platform's sessions. Get it from <see cref="AgentPlatformClient.Sessions"/>. To create a session of an agent,
/// call <see cref="Agent.CreateSessionAsync"/>.
/// </summary>
public class SessionsClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="SessionsClient"/> class for mocking. A derived class in a test overrides the members
    /// that the test uses.
    /// </summary>
    protected SessionsClient()
    {
    }

    internal SessionsClient(PlatformTransport transport) => _transport = transport;

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>Gets a session (<c>GET /sessions/{id}</c>). Any process can do so if it knows the id.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The session, with any status.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
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
    /// Creates a session of an agent that is given by its id (<c>POST /agents/{id}/session</c>); see
    /// <see cref="Agent.CreateSessionAsync"/>.
    /// </summary>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="options">The first message, the title, environment variables, timeouts and progress reports.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The session. It accepts messages, unless <see cref="SessionCreateOptions.WaitUntilReady"/> is false.</returns>
    /// <exception cref="AgentPlatformValidationException">An option breaks a rule of the platform.</exception>
    /// <exception cref="SessionFailedException">The session's sandbox could not be created.</exception>
    /// <exception cref="AgentPlatformTimeoutException">The session was not ready in time; the exception contains the session.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<Session> CreateAsync(string agentId, SessionCreateOptions? options = null,
        CancellationToken cancellationToken = default) =>
        SessionCalls.CreateAsync(Transport, new SessionAgent(agentId, default, null, null), options
            ?? new SessionCreateOptions(), cancellationToken);

    /// <summary>Ends a session (<c>DELETE /sessions/{id}</c>); see <see cref="Session.TerminateAsync"/>.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task TerminateAsync(string sessionId, CancellationToken cancellationToken = default) =>
        SessionCalls.DeleteAsync(Transport, sessionId, cancellationToken);

    /// <summary>
    /// Gets a client of the memories of a session's agent; see <see cref="Session.Memories"/>. Sends no request.
    /// </summary>
    /// <param name="sessionId">The session's id.</param>
    /// <returns>A client of the memories.</returns>
    public virtual SessionMemoriesClient GetMemoriesClient(string sessionId) => new(Transport, sessionId);

    /// <summary>Gets a client of the issues that were found in a session; see <see cref="Session.Issues"/>. Sends no request.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <returns>A client of the issues.</returns>
    public virtual SessionIssuesClient GetIssuesClient(string sessionId) => new(Transport, sessionId);
}
