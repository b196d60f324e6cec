using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Provides the calls for the issues that were found with an agent. Get it from <see cref="Agent.Issues"/>, or
/// <see cref="AgentsClient.GetIssuesClient"/> if only the agent's id is known.
/// </summary>
public class AgentIssuesClient
{
    private readonly PlatformTransport? _transport;
    private readonly string _agentId = "";

    /// <summary>
    /// Initializes a new instance of the <see cref="AgentIssuesClient"/> class for mocking. A derived class in a test overrides the members
    /// that the test uses.
    /// </summary>
    protected AgentIssuesClient()
    {
    }

    internal AgentIssuesClient(PlatformTransport transport, string agentId)
    {
        _transport = transport;
        _agentId = agentId;
    }

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>Lists the agent's issues, with their comments (<c>GET /agents/{id}/issues</c>), with one request.</summary>
    /// <param name="options">Which issues to list, and how many.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The issues, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformValidationException">The limit is out of range; thrown by this call.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist; thrown while the list is enumerated.</exception>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (Issue issue in agent.Issues.ListAsync(new() { Status = IssueStatus.Open }))
    ///     Console.WriteLine($"{issue.Severity} {issue.Title}");
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<Issue> ListAsync(IssueListOptions? options = null, CancellationToken cancellationToken = default) =>
        IssueCalls.List(Transport, ApiPath.Of($"agents/{_agentId}/issues"), options, cancellationToken);

    /// <summary>Gets an issue, with its comments (<c>GET /agents/{id}/issues/{issue_id}</c>).</summary>
    /// <param name="issueId">The id of the issue.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The issue.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The issue or the agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<Issue> GetAsync(string issueId, CancellationToken cancellationToken = default) =>
        Transport.GetAsync<Issue>(ApiPath.Of($"agents/{_agentId}/issues/{issueId}"), cancellationToken);

    /// <summary>
    /// Reports an issue (<c>POST /agents/{id}/issues</c>). If an open issue has the same title, ignoring case, the platform increases its
    /// <see cref="Issue.TimesSeen"/> instead of creating another one.
    /// </summary>
    /// <param name="options">The issue; the title is required.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The issue, and whether it is new.</returns>
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
    /// IssueReport report = await agent.Issues.CreateAsync(new() { Title = "Build is red", Severity = IssueSeverity.Error });
    /// Console.WriteLine(report.IsNew ? "new" : $"seen {report.Issue.TimesSeen} times");
    /// </code>
    /// </example>
    public virtual Task<IssueReport> CreateAsync(IssueCreateOptions options, CancellationToken cancellationToken = default) =>
        IssueCalls.CreateAsync(Transport, ApiPath.Of($"agents/{_agentId}/issues"), options, cancellationToken);

    /// <summary>Changes those fields of an issue that are set in the options (<c>PATCH /agents/{id}/issues/{issue_id}</c>).</summary>
    /// <param name="issueId">The id of the issue.</param>
    /// <param name="options">The fields to change.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The issue after the change, without its comments.</returns>
    /// <exception cref="AgentPlatformValidationException">The platform rejects the status or the severity.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The issue or the agent does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<Issue> UpdateAsync(string issueId, IssueUpdateOptions options, CancellationToken cancellationToken = default) =>
        IssueCalls.UpdateAsync(Transport, ApiPath.Of($"agents/{_agentId}/issues/{issueId}"), options, cancellationToken);
}
