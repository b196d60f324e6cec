using LiteLlm.AgentSdk.Testing.Admin;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>
/// The output of a session's sandbox, the diagnosis and the assessment of a session, and the reports of a sandbox.
/// </summary>
internal sealed class SessionInsightEndpoints(PlatformState platform)
{
    private const string Root = SessionEndpoints.Root + "/{id}";
    private const string JsonType = "application/json; charset=utf-8";

    public void Map(RouteTable routes) => routes
        .Map("GET", Root + "/sandbox_logs", exchange => platform.WithSessionAsync(exchange, session => LogsAsync(exchange, session)))
        .Map("GET", Root + "/diagnose", exchange =>
            platform.WithSessionAsync(exchange, session => exchange.JsonAsync(200, Diagnosis(session))))
        .Map("GET", Root + "/vault-keys", exchange =>
            platform.WithSessionAsync(exchange, session => exchange.AnswerAsync(200, JsonType, VaultKeys(session))))
        .Map("GET", Root + "/interceptions", exchange =>
            platform.WithSessionAsync(exchange, session => exchange.AnswerAsync(200, JsonType, session.Interceptions)))
        .Map("GET", Root + "/assessment", exchange => exchange.JsonAsync(200, platform.Sessions.Find(exchange["id"])?.Assessment ?? "null"))
        .Map("POST", Root + "/assessment", exchange => platform.WithSessionAsync(exchange, session => AssessAsync(exchange, session)))
        .Map("POST", Root + "/phase", PhaseAsync, anonymous: true);

    private static Task LogsAsync(Exchange exchange, SessionState session)
    {
        TimeSpan since = TimeSpan.FromSeconds(Bounded(exchange.Query("sinceSeconds"), 600, 3600));
        return exchange.AnswerAsync(200, "text/plain; charset=utf-8",
            session.Output(since, Bounded(exchange.Query("tailLines"), 500, 5000)));
    }

    private static int Bounded(string? text, int otherwise, int most)
    {
        double number = JsNumber.ParseInt(text);
        return double.IsFinite(number) && number > 0 ? (int)Math.Min(number, most) : otherwise;
    }

    private static string VaultKeys(SessionState session) =>
        JsText.Strings(session.Agent.EnvVars.Keys.Concat(session.EnvVarNames).Distinct());

    private string Diagnosis(SessionState session)
    {
        DateTimeOffset now = platform.Time.GetUtcNow();
        string age = JsText.Number(Math.Floor((now - session.CreatedAt).TotalMilliseconds));
        string sandbox = session.Harness is null ? "null" : JsText.Quote(PlatformState.SandboxUrl);
        string agent = JsText.OneLine($$"""
            {"agent_id":"{{session.Agent.Id}}","agent_name":{{JsText.Quote(session.Agent.Name)}},
             "harness_id":{{JsText.Quote(session.Agent.HarnessId)}},"model":{{JsText.Quote(session.Agent.Model)}},
             "repo_url":{{JsText.Quote(session.Agent.RepoUrl)}},"branch":{{JsText.Quote(session.Agent.Branch)}}}
            """);
        string about = JsText.OneLine($$"""
            {"session_id":"{{session.Id}}","agent_id":"{{session.Agent.Id}}","status":"{{session.Status}}","task_arn":null,
             "sandbox_url":{{sandbox}},"failure_reason":{{JsText.Quote(session.FailureReason)}},
             "created_at":"{{JsText.Time(session.CreatedAt)}}","last_seen_at":{{JsText.Time(session.LastSeenAt)}},
             "stopped_at":{{JsText.Time(session.StoppedAt)}},"age_ms":{{age}}}
            """);
        return JsText.OneLine($$$"""
            {"session":{{{about}}},"agent":{{{agent}}},"pod":{"exists":false},"sandbox_cr":{"exists":false},
             "service":{"exists":false},
             "pod_logs_tail":{"available":false,"error":"pod not found (or container has not started writing logs yet)"},
             "node":{"exists":false},"image_cache":{"daemonset_exists":false,"error":"{{{AdminEndpoints.NoCluster}}}"},
             "warm_pool":{{{AdminEndpoints.WarmPool}}},"harness_probe":null,"detected_issues":[],
             "notes":{"platform_logs":"Not available from this endpoint. Fetch via Render dashboard filtered by session_id."}}
            """);
    }

    private async Task AssessAsync(Exchange exchange, SessionState session)
    {
        session.Assessment = await SessionReview.RunAsync(platform, session).ConfigureAwait(false);
        await exchange.JsonAsync(200, session.Assessment).ConfigureAwait(false);
    }

    /// <summary>Receives the phase that a sandbox reports. The sandbox uses its session's id as key.</summary>
    private async Task PhaseAsync(Exchange exchange)
    {
        if (exchange.BearerToken != exchange["id"])
        {
            await exchange.ErrorAsync(401, "invalid harness progress token").ConfigureAwait(false);
            return;
        }

        string?[]? fields = await exchange.FieldsAsync(
            static (body, issues) => new[]
            {
                issues.OneOf(body, "phase", required: true, "cloning_repo", "installing_deps", "harness_listening"),
                issues.Text(body, "detail", maximum: 500),
            },
            orEmpty: true).ConfigureAwait(false);
        if (fields is null)
        {
            return;
        }

        SessionState? session = platform.Sessions.Find(exchange["id"]);
        session?.SetPhase(fields[0]!, fields[1]);
        await exchange.JsonAsync(200, $$"""{"ok":{{JsText.Bool(session is not null)}}}""").ConfigureAwait(false);
    }

}
