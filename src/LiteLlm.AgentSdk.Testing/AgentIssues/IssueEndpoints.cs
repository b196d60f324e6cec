using System.Globalization;
using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Sessions;

namespace LiteLlm.AgentSdk.Testing.AgentIssues;

/// <summary>What agents report: <c>/agents/{id}/issues</c> and <c>/sessions/{id}/issues</c>.</summary>
internal sealed class IssueEndpoints(PlatformState platform)
{
    private const int MostRows = 500;
    private const string OfAgent = AgentEndpoints.Root + "/{id}/issues";
    private const string OfSession = SessionEndpoints.Root + "/{id}/issues";

    public void Map(RouteTable routes) => routes
        .Map("GET", OfAgent, exchange => platform.WithAgentAsync(exchange, agent => ListAsync(exchange, issue => issue.AgentId == agent.Id)))
        .Map("POST", OfAgent, exchange => platform.WithAgentAsync(exchange, agent => ReportAsync(exchange, agent.Id, null)))
        .Map("GET", OfAgent + "/{issue}", exchange => WithIssueAsync(exchange, OfThisAgent, issue => exchange.JsonAsync(200, issue.Json(withComments: true))))
        .Map("PATCH", OfAgent + "/{issue}", exchange => WithIssueAsync(exchange, OfThisAgent, issue => UpdateAsync(exchange, issue)))
        .Map("GET", OfSession, exchange => platform.WithQuotedSessionAsync(exchange, session => ListAsync(exchange, issue => issue.SessionId == session.Id)))
        .Map("POST", OfSession, exchange => platform.WithQuotedSessionAsync(exchange, session => ReportAsync(exchange, session.Agent.Id, session.Id)))
        .Map("PATCH", OfSession + "/{issue}", exchange => WithIssueAsync(exchange, OfThisSession, issue => UpdateAsync(exchange, issue)));

    private Task ListAsync(Exchange exchange, Predicate<IssueRecord> which)
    {
        // What JavaScript's Number takes for one: nothing at all is 0, and words are a fault in the database.
        string sent = (exchange.Query("limit") ?? "200").Trim();
        double limit = 0;
        if (sent.Length > 0 && !double.TryParse(sent, NumberStyles.Float, CultureInfo.InvariantCulture, out limit))
        {
            return exchange.InternalErrorAsync();
        }

        string? status = exchange.Query("status") is { Length: > 0 } s ? s : null;
        string? severity = exchange.Query("severity") is { Length: > 0 } v ? v : null;
        IEnumerable<string> issues = platform.AgentIssues
            .Where(issue => which(issue) && (status is null || issue.Status == status) && (severity is null || issue.Severity == severity))
            .Reverse()
            .Take((int)Math.Clamp(limit, 0, MostRows))
            .Select(issue => issue.Json(withComments: true));
        return exchange.JsonAsync(200, "[" + string.Join(",", issues) + "]");
    }

    /// <summary>An open issue of the same title is counted up instead, with a comment.</summary>
    private async Task ReportAsync(Exchange exchange, string agentId, string? sessionOfPath)
    {
        if (await exchange.FieldsAsync(IssueFields.ForNew).ConfigureAwait(false) is not { } fields)
        {
            return;
        }

        string? session = sessionOfPath ?? fields.SessionId;
        DateTimeOffset now = platform.Time.GetUtcNow();
        string[] words = [.. new[] { fields.Body, session is null ? null : "Session: " + session }.OfType<string>().Where(word => word.Length > 0)];
        (IssueRecord issue, bool isNew) = platform.AgentIssues.ChangeOrAdd(
            old => old.AgentId == agentId && old.Status == "open" && string.Equals(old.Title, fields.Title, StringComparison.OrdinalIgnoreCase),
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

    private static bool OfThisAgent(Exchange exchange, IssueRecord issue) => issue.AgentId == exchange["id"];

    private static bool OfThisSession(Exchange exchange, IssueRecord issue) => issue.SessionId == exchange["id"];

    private Task WithIssueAsync(Exchange exchange, Func<Exchange, IssueRecord, bool> belongs, Func<IssueRecord, Task> action) =>
        platform.AgentIssues.Find(exchange["issue"], issue => belongs(exchange, issue)) is { } issue
            ? action(issue)
            : exchange.ErrorAsync(404, $"issue '{exchange["issue"]}' not found");
}
