using System.Globalization;
using System.Net;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>What agents' issues and sessions' issues have in common.</summary>
internal static class IssueCalls
{
    public static ApiPath ListPath(ApiPath path, IssueListOptions options) => ApiPath.Query(
        path,
        ("status", ApiPath.Parameter(options.Status)),
        ("severity", ApiPath.Parameter(options.Severity)),
        ("limit", options.Limit?.ToString(CultureInfo.InvariantCulture)));

    public static async Task<IssueReport> CreateAsync(PlatformTransport transport, ApiPath path, IssueCreateOptions options,
        CancellationToken cancellationToken)
    {
        IssueRules.ThrowIfInvalid(options);
        ApiRequest request = new(HttpMethod.Post, path) { Body = RecordReader.Body(options) };
        Issue issue = await transport.SendForAsync<Issue>(request, cancellationToken).ConfigureAwait(false);

        // The status alone tells: 201 for a new one, 200 when an open one of the same title was counted up.
        return new IssueReport { Issue = issue, IsNew = issue.Response?.StatusCode == HttpStatusCode.Created };
    }
}
