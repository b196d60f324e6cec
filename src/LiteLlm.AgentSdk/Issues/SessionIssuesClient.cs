using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// What was found to be wrong in a session: <see cref="Session.Issues"/>, or <see cref="SessionsClient.GetIssuesClient"/> where only the
/// session's id is known.
/// </summary>
public class SessionIssuesClient
{
    private readonly PlatformTransport? _transport;
    private readonly string _sessionId = "";

    /// <summary>
    /// Initializes a new instance of the <see cref="SessionIssuesClient"/> class. For derived classes in tests: override what the test
    /// needs.
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
    /// <param name="options">Which issues, and how many.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The issues, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformValidationException">The limit is out of range; thrown by this call.</exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session; thrown while the list is enumerated.</exception>
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
    /// Notes an issue (<c>POST /sessions/{id}/issues</c>). An open one of the same title, whatever the case of its letters, is counted up
    /// instead.
    /// </summary>
    /// <param name="options">What is wrong; the title is required.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The issue, and whether it is new.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// Something breaks the platform's rules; all problems at once, before anything is sent where the SDK knows the rule.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session.</exception>
    /// <exception cref="AgentPlatformException">
    /// Anything else that goes wrong; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether it may have been done.
    /// </exception>
    public virtual Task<IssueReport> CreateAsync(IssueCreateOptions options, CancellationToken cancellationToken = default) =>
        IssueCalls.CreateAsync(Transport, ApiPath.Of($"sessions/{_sessionId}/issues"), options, cancellationToken);

    /// <summary>Changes the fields of an issue that are set (<c>PATCH /sessions/{id}/issues/{issue_id}</c>).</summary>
    /// <param name="issueId">Its id.</param>
    /// <param name="options">What to change.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The issue as it is now, without its comments.</returns>
    /// <exception cref="AgentPlatformValidationException">The platform does not take the status or the severity.</exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such issue, or no such session.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Issue> UpdateAsync(string issueId, IssueUpdateOptions options, CancellationToken cancellationToken = default) =>
        IssueCalls.UpdateAsync(Transport, ApiPath.Of($"sessions/{_sessionId}/issues/{issueId}"), options, cancellationToken);
}
