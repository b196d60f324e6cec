using System.Globalization;
using System.Net;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>The API calls on issues, for <see cref="AgentIssuesClient"/> and <see cref="SessionIssuesClient"/>.</summary>
internal static class IssueCalls
{
    public static PagedAsyncEnumerable<Issue> List(PlatformTransport transport, ApiPath path, IssueListOptions? options,
        CancellationToken cancellationToken)
    {
        options ??= new IssueListOptions();
        IssueRules.ThrowIfInvalid(options);
        ApiPath query = ApiPath.Query(
            path,
            ("status", ApiPath.Parameter(options.Status)),
            ("severity", ApiPath.Parameter(options.Severity)),
            ("limit", options.Limit?.ToString(CultureInfo.InvariantCulture)));
        return transport.List<Issue>(query, cancellationToken);
    }

    public static async Task<IssueReport> CreateAsync(PlatformTransport transport, ApiPath path, IssueCreateOptions options,
        CancellationToken cancellationToken)
    {
        IssueRules.ThrowIfInvalid(options);
        Issue issue = await transport.PostAsync<Issue>(path, RecordReader.Body(options), cancellationToken).ConfigureAwait(false);

        // Only the status shows it: 201 for a new issue, 200 if an open issue with the same title exists.
        return new IssueReport { Issue = issue, IsNew = issue.Response?.StatusCode == HttpStatusCode.Created };
    }

    public static Task<Issue> UpdateAsync(PlatformTransport transport, ApiPath path, IssueUpdateOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return transport.PatchAsync<Issue>(path, RecordReader.Body(options), cancellationToken);
    }
}
