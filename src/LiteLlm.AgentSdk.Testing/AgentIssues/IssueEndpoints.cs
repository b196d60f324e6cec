using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Sessions;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.AgentIssues;

/// <summary>The endpoints for issues: <c>/agents/{id}/issues</c> and <c>/sessions/{id}/issues</c>.</summary>
internal sealed class IssueEndpoints(PlatformState platform)
{
    private const int MostRows = 500;
    private const string OfAgent = AgentEndpoints.Root + "/{id}/issues";
    private const string OfSession = SessionEndpoints.Root + "/{id}/issues";

    public void Map(RouteTable routes) => routes
        .Map("GET", OfAgent, exchange =>
            platform.WithAgentAsync(exchange, agent => ListAsync(exchange, issue => issue.AgentId == agent.Id)))
        .Map("POST", OfAgent, exchange => platform.WithAgentAsync(exchange, agent => ReportAsync(exchange, agent.Id, null)))
        .Map("GET", OfAgent + "/{issue}",
            exchange => WithIssueAsync(exchange, issue => issue.AgentId == exchange["id"],
            issue => exchange.JsonAsync(200, issue.Json(withComments: true))))
        .Map("PATCH", OfAgent + "/{issue}", exchange =>
            WithIssueAsync(exchange, issue => issue.AgentId == exchange["id"], issue => UpdateAsync(exchange, issue)))
        .Map("GET", OfSession, exchange =>
            OfSessionAsync(exchange, session => ListAsync(exchange, issue => issue.AgentId == session.Agent.Id)), anonymous: true)
        .Map("POST", OfSession, exchange => OfSessionAsync(exchange, session => ReportAsync(exchange, session.Agent.Id, session.Id)))
        .Map("PATCH", OfSession + "/{issue}", exchange => OfSessionAsync(exchange, session => WithIssueAsync(
            exchange, issue => issue.AgentId == session.Agent.Id, issue => UpdateAsync(exchange, issue))), anonymous: true);

    private Task ListAsync(Exchange exchange, Predicate<IssueRecord> which)
    {
        // As JavaScript's Number: an empty text is 0. A text that is not a number is an error of the database. For the database, a negative
        // number counts from the end.
        double limit = Math.Truncate(Math.Min(JsNumber.Parse(exchange.Query("limit") ?? "200"), MostRows));
        if (double.IsNaN(limit) || limit < int.MinValue)
        {
            throw new DatabaseFaultException("a limit that is not a number");
        }

        string? status = exchange.StoredQuery("status") is { Length: > 0 } s ? s : null;
        string? severity = exchange.StoredQuery("severity") is { Length: > 0 } v ? v : null;
        IEnumerable<IssueRecord> issues = platform.AgentIssues
            .Where(issue => which(issue) && (status is null || issue.Status == status) && (severity is null || issue.Severity == severity))
            .Reverse();
        issues = limit < 0 ? issues.TakeLast(-(int)limit) : issues.Take((int)limit);
        return exchange.JsonAsync(200, "[" + string.Join(",", issues.Select(issue => issue.Json(withComments: true))) + "]");
    }

    /// <summary>If an open issue has the same title, increases its counter and adds a comment instead.</summary>
    private async Task ReportAsync(Exchange exchange, string agentId, string? sessionOfPath)
    {
        if (await exchange.FieldsAsync(IssueFields.ForNew).ConfigureAwait(false) is not { } fields)
        {
            return;
        }

        fields.CheckStored();
        string? session = sessionOfPath ?? fields.SessionId;
        DateTimeOffset now = platform.Time.GetUtcNow();
        string[] words =
            [.. new[] { fields.Body, session is null ? null : "Session: " + session }.OfType<string>().Where(word => word.Length > 0)];
        (IssueRecord issue, bool isNew) = platform.AgentIssues.ChangeOrAdd(
            old => old.AgentId == agentId && old.Status == "open" && LikePattern.Matches(old.Title, fields.Title!),
            old => old with
            {
                TimesSeen = old.TimesSeen + 1,
                Comments = [.. old.Comments, new IssueComment(session, string.Join("\n\n", words), now)],
            },
            () => new(agentId, session, fields.Title!, fields.Body, now) { Severity = fields.Severity ?? "info" });
        await exchange.JsonAsync(isNew ? 201 : 200, issue.Json(withComments: false)).ConfigureAwait(false);
    }

    private async Task UpdateAsync(Exchange exchange, IssueRecord issue)
    {
        if (await exchange.FieldsAsync(IssueFields.ForChange).ConfigureAwait(false) is { } fields)
        {
            IssueRecord? changed = platform.AgentIssues.Change(issue.Id, old => old with
            {
                Status = fields.Status ?? old.Status,
                Severity = fields.Severity ?? old.Severity,
            });
            await exchange.JsonAsync(200, (changed ?? issue).Json(withComments: false)).ConfigureAwait(false);
        }
    }

    /// <summary>The platform checks the session before it checks the key.</summary>
    private Task OfSessionAsync(Exchange exchange, Func<SessionState, Task> action) => platform.WithQuotedSessionAsync(
        exchange, session => exchange.IsAuthorized ? action(session) : exchange.ErrorAsync(401, "unauthorized"));

    private Task WithIssueAsync(Exchange exchange, Func<IssueRecord, bool> belongs, Func<IssueRecord, Task> action) =>
        platform.AgentIssues.Find(exchange["issue"], belongs) is { } issue
            ? action(issue)
            : exchange.ErrorAsync(404, $"issue '{exchange["issue"]}' not found");
}
