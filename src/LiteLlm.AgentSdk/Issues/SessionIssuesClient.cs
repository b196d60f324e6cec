using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Provides the calls for the issues that were found in a session. Get it from <see cref="Session.Issues"/>, or
/// <see cref="SessionsClient.GetIssuesClient"/> if only the session's id is known.
/// </summary>
public class SessionIssuesClient
{
    private readonly PlatformTransport? _transport;
    private readonly string _sessionId = "";

    /// <summary>
    /// Initializes a new instance of the <see cref="SessionIssuesClient"/> class for mocking. A derived class in a test overrides the
    /// members that the test uses.
    /// </summary>
    protected SessionIssuesClient()
    {
    }

    internal SessionIssuesClient(PlatformTransport transport, string sessionId)
    {
        _transport = transport;
        _sessionId = sessionId;
    }

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>Lists the session's issues, with their comments (<c>GET /sessions/{id}/issues</c>), with one request.</summary>
    /// <param name="options">Which issues to list, and how many.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The issues, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformValidationException">The limit is out of range; thrown by this call.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist; thrown while the list is enumerated.</exception>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (Issue issue in session.Issues.ListAsync(new() { Status = IssueStatus.Open }))
    ///     Console.WriteLine($"{issue.Severity} {issue.Title}");
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<Issue> ListAsync(IssueListOptions? options = null, CancellationToken cancellationToken = default) =>
        IssueCalls.List(Transport, ApiPath.Of($"sessions/{_sessionId}/issues"), options, cancellationToken);

    /// <summary>
    /// Reports an issue (<c>POST /sessions/{id}/issues</c>). If an open issue has the same title, ignoring case, the platform increases its
    /// <see cref="Issue.TimesSeen"/> instead of creating another one.
    /// </summary>
    /// <param name="options">The issue; the title is required.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The issue, and whether it is new.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// An option breaks a rule of the platform. The exception lists all problems. If the SDK knows the rule, nothing was sent.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist.</exception>
    /// <exception cref="AgentPlatformException">
    /// The request failed for another reason; <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates whether it may have taken
    /// effect.
    /// </exception>
    public virtual Task<IssueReport> CreateAsync(IssueCreateOptions options, CancellationToken cancellationToken = default) =>
        IssueCalls.CreateAsync(Transport, ApiPath.Of($"sessions/{_sessionId}/issues"), options, cancellationToken);

    /// <summary>Changes those fields of an issue that are set in the options (<c>PATCH /sessions/{id}/issues/{issue_id}</c>).</summary>
    /// <param name="issueId">The id of the issue.</param>
    /// <param name="options">The fields to change.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The issue after the change, without its comments.</returns>
    /// <exception cref="AgentPlatformValidationException">The platform rejects the status or the severity.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The issue or the session does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<Issue> UpdateAsync(string issueId, IssueUpdateOptions options, CancellationToken cancellationToken = default) =>
        IssueCalls.UpdateAsync(Transport, ApiPath.Of($"sessions/{_sessionId}/issues/{issueId}"), options, cancellationToken);
}
