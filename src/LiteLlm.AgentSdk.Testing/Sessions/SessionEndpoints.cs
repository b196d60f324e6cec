using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary><c>/api/v1/managed_agents/sessions</c>, without messages and streams.</summary>
internal sealed class SessionEndpoints(PlatformState platform)
{
    public const string Root = "/api/v1/managed_agents/sessions";

    public void Map(RouteTable routes) => routes
        .Map("POST", AgentEndpoints.Root + "/{id}/session", CreateAsync)
        .Map("GET", Root, ListAsync)
        .Map("GET", Root + "/{id}", exchange => platform.WithSessionAsync(exchange, session => exchange.JsonAsync(200, session.Json())))
        .Map("DELETE", Root + "/{id}", exchange => platform.WithSessionAsync(exchange, session => DeleteAsync(exchange, session)))
        .Map("POST", Root + "/{id}/abort", AbortAsync)
        .Map("POST", Root + "/{id}/restart", exchange => platform.WithSessionAsync(exchange, session => RestartAsync(exchange, session)))
        .Map("GET", Root + "/{id}/messages", exchange => platform.WithSessionAsync(exchange, session => MessagesAsync(exchange, session)))
        .Map("GET", Root + "/{id}/log", exchange =>
            exchange.JsonAsync(200, platform.Sessions.Find(exchange["id"])?.Timeline ?? "[]"));

    public static Task NotReadyAsync(Exchange exchange) => exchange.ErrorAsync(404, $"session {exchange["id"]} not found or not ready");

    public static Task NotFoundAsync(Exchange exchange) => exchange.ErrorAsync(404, $"session {exchange["id"]} not found");

    private async Task CreateAsync(Exchange exchange)
    {
        var issues = new Issues();
        CreateSessionFields fields = CreateSessionFields.Read(exchange.Json(), issues);
        if (issues.Any)
        {
            await exchange.IssuesAsync(issues).ConfigureAwait(false);
            return;
        }

        if (platform.Agents.Find(exchange["id"]) is not { } agent)
        {
            await AgentEndpoints.NotFoundAsync(exchange, exchange["id"]).ConfigureAwait(false);
            return;
        }

        var session = new SessionState(platform, agent);
        string created = session.Json();
        platform.Sessions.Add(session);
        session.Start(fields);
        await exchange.JsonAsync(200, agent.IsInline ? session.Json(response: "null") : created).ConfigureAwait(false);
    }

    private Task ListAsync(Exchange exchange)
    {
        string? agent = exchange.StoredQuery("agent_id") is { Length: > 0 } id ? id : null;
        double limit = JsNumber.ParseInt(exchange.Query("limit"));
        IEnumerable<string> sessions = platform.Sessions.NewestFirst()
            .Where(session => !session.Agent.Deleted && (agent is null || session.Agent.Id == agent))
            .Take(double.IsFinite(limit) && limit > 0 ? (int)Math.Min(limit, 200) : 50)
            .Select(session => session.Json(single: false));
        return exchange.JsonAsync(200, "[" + string.Join(",", sessions) + "]");
    }

    private static Task DeleteAsync(Exchange exchange, SessionState session)
    {
        string status = session.Delete() ? "deleted" : "dead";
        return exchange.JsonAsync(200, $$"""{"id":"{{session.Id}}","status":"{{status}}"}""");
    }

    private async Task AbortAsync(Exchange exchange)
    {
        if (platform.Sessions.Find(exchange["id"]) is not { Status: "ready", Harness: { } harness } session)
        {
            await NotReadyAsync(exchange).ConfigureAwait(false);
            return;
        }

        if (harness.IsLost)
        {
            await exchange.InternalErrorAsync().ConfigureAwait(false);
            return;
        }

        session.Touch();
        await harness.AbortAsync().WaitAsync(exchange.Gone).ConfigureAwait(false);
        await exchange.JsonAsync(200, """{"ok":true}""").ConfigureAwait(false);
    }

    private static async Task RestartAsync(Exchange exchange, SessionState session)
    {
        if (session.Status == "creating")
        {
            string message = $"session {session.Id} is creating; wait for it to settle before restarting";
            await exchange.ErrorAsync(409, message).ConfigureAwait(false);
            return;
        }

        try
        {
            Task<string> restarting = session.RestartAsync();
            restarting.IgnoreException();
            string restarted = await restarting.WaitAsync(exchange.Gone).ConfigureAwait(false);
            await exchange.JsonAsync(200, restarted).ConfigureAwait(false);
        }
        catch (SandboxException exception)
        {
            await exchange.ErrorAsync(502, "session restart failed: " + exception.Message).ConfigureAwait(false);
        }
    }

    private Task MessagesAsync(Exchange exchange, SessionState session)
    {
        if (session is { Harness: { IsLost: false } harness, Thread: { } thread })
        {
            IEnumerable<string> pending = platform.Options.PendingEntry == PendingEntryMode.Never
                ? []
                : harness.PendingEntries(streamedOnly: platform.Options.PendingEntry == PendingEntryMode.StreamedTurns);
            return exchange.JsonAsync(200, "[" + string.Join(",", thread.Concat(pending)) + "]");
        }

        IReadOnlyList<string>? stored = session.Thread;
        return stored is null && session.Status == "ready"
            ? exchange.ErrorAsync(502, "harness request failed")
            : exchange.JsonAsync(200, "[" + string.Join(",", stored ?? []) + "]");
    }
}
