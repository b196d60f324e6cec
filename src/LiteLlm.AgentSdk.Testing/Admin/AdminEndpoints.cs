using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Sessions;

namespace LiteLlm.AgentSdk.Testing.Admin;

/// <summary>The endpoints for the platform itself. The local platform has no cluster and no warm sandboxes.</summary>
internal sealed class AdminEndpoints(PlatformState platform)
{
    public const string NoCluster = "HTTP protocol is not allowed when skipTLSVerify is not set or false";
    public const string WarmPool = """{"provisioning":0,"warm":0,"claimed":0,"dead":0}""";
    private const string InlineHarness = "/api/v1/admin/inline-harness";
    private static readonly string[] Statuses = ["creating", "ready", "failed", "dead"];

    public void Map(RouteTable routes) => routes
        .Map("GET", "/api/v1/admin/stats", StatsAsync)
        .Map("GET", InlineHarness, exchange => exchange.JsonAsync(200, InlineHarnessJson()))
        .Map("POST", InlineHarness, SwitchAsync)
        .Map("GET", "/api/v1/health/k8s", exchange => exchange.JsonAsync(503, $$"""{"ok":false,"error":"{{NoCluster}}","elapsed_ms":0}"""))
        .Map("GET", "/api/v1/sandbox/test", exchange => exchange.JsonAsync(
            200, """{"provider":"k8s (SANDBOX_CHOICE not set)","note":"Set SANDBOX_CHOICE=e2b to use E2B provider"}"""))
        .Map("GET", "/api/v1/metrics", MetricsAsync, anonymous: true);

    private string InlineHarnessJson() => JsText.OneLine($$"""
        {"exists":{{JsText.Bool(platform.HasInlineHarness)}},"readyReplicas":{{(platform.HasInlineHarness ? 1 : 0)}},
         "url":"http://brain-inline-harness.default.svc.cluster.local:4096"}
        """);

    /// <summary>
    /// Deploys or deletes the server of inline harnesses. On the local platform this only changes the reported state: inline harnesses
    /// always run.
    /// </summary>
    private Task SwitchAsync(Exchange exchange)
    {
        if (exchange.Json() is not { ValueKind: not JsonValueKind.Null } body)
        {
            return exchange.InternalErrorAsync();
        }

        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("enable", out JsonElement enable)
            || enable.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            return exchange.ErrorAsync(400, "body.enable must be boolean");
        }

        platform.HasInlineHarness = enable.GetBoolean();
        return exchange.JsonAsync(200, InlineHarnessJson());
    }

    private Task StatsAsync(Exchange exchange)
    {
        IReadOnlyList<AgentRecord> agents = platform.Agents.NewestFirst();
        IReadOnlyList<SessionState> sessions = platform.Sessions.NewestFirst();
        IEnumerable<string> byAgent = agents.Reverse()
            .Select(agent => (Agent: agent, Of: sessions.Where(session => session.Agent.Id == agent.Id).ToList()))
            .Where(entry => Count(entry.Of, "creating") + Count(entry.Of, "ready") > 0)
            .Select(entry => JsText.OneLine($$"""
                {"agent_id":"{{entry.Agent.Id}}","agent_name":{{JsText.Quote(entry.Agent.Name)}},
                 "creating":{{Count(entry.Of, "creating")}},"ready":{{Count(entry.Of, "ready")}}}
                """));
        string counts = string.Join(",", Statuses.Select(status => $"\"{status}\":{Count(sessions, status)}"));
        return exchange.JsonAsync(200, JsText.OneLine($$$$"""
            {"warm_pool":{"configured_size":0,"max_provisioning":2,"ttl_minutes":30,"recent_agent_hours":24,
                 "counts":{{{{WarmPool}}}},"by_agent":[]},
             "sessions":{"counts":{{{{{counts}}}}},"by_agent":[{{{{string.Join(",", byAgent)}}}}]},
             "agents":{"total":{{{{agents.Count}}}}},
             "runtime":{"namespace":"default","harness_image":"opencode-sandbox:dev","container_port":4096,
                 "reconcile_interval_seconds":60}}
            """));
    }

    private Task MetricsAsync(Exchange exchange)
    {
        List<SessionState> spawned = [.. platform.Sessions.NewestFirst().Where(session => !session.Agent.IsInline)];
        (string Name, string Labels, int Value)[] counters =
        [
            ("session_spawn_total", """{path="cold",result="success"}""", spawned.Count(session => session.Status is "ready" or "dead")),
            ("session_spawn_failure_total", "", Count(spawned, "failed")),
            ("warm_pool_hit_total", "", 0),
            ("warm_pool_miss_total", "", spawned.Count),
            ("warm_pool_provision_total", "", 0),
            ("reconcile_failed_creating_total", "", 0),
            ("reconcile_idle_killed_total", "", 0),
            ("reconcile_ghost_killed_total", "", 0),
        ];
        IEnumerable<string> lines = counters.SelectMany(counter => counter.Value == 0
            ? [$"# TYPE {counter.Name} counter"]
            : new[] { $"# TYPE {counter.Name} counter", $"{counter.Name}{counter.Labels} {counter.Value}" });
        return exchange.AnswerAsync(200, "text/plain; version=0.0.4; charset=utf-8", string.Join("\n", lines) + "\n");
    }

    private static int Count(IEnumerable<SessionState> sessions, string status) => sessions.Count(session => session.Status == status);
}
