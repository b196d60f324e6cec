using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Scripting;
using LiteLlm.AgentSdk.Testing.Sessions;

namespace LiteLlm.AgentSdk.Testing.Proxy;

/// <summary>The older proxy under <c>/v1/managed_agents</c>, with the calls of the SDK's versions 0.1.0 and 0.2.0.</summary>
internal sealed class ProxyEndpoints(PlatformState platform)
{
    public void Map(RouteTable routes)
    {
        const string root = "/v1/managed_agents";
        routes.Map("POST", root + "/agents", CreateAgentAsync)
            .Map("GET", root + "/agents", exchange =>
                exchange.JsonAsync(200, "[" + string.Join(",", platform.Agents.NewestFirst().Select(Json)) + "]"))
            .Map("DELETE", root + "/agents/{id}", DeleteAgentAsync)
            .Map("GET", root + "/sessions", exchange =>
                exchange.JsonAsync(200, "[" + string.Join(",", platform.Sessions.NewestFirst().Select(Json)) + "]"))
            .Map("DELETE", root + "/sessions/{id}", DeleteSessionAsync)
            .Map("GET", root + "/sessions/{id}/stream", exchange => WithSessionAsync(exchange, session => StreamAsync(exchange, session)))
            .Map("POST", root + "/agents/{id}/session", CreateSessionAsync)
            .Map("GET", root + "/sessions/{id}", exchange => WithSessionAsync(exchange, session => exchange.JsonAsync(200, Json(session))))
            .Map("POST", root + "/sessions/{id}/message", exchange =>
                WithSessionAsync(exchange, session => MessageAsync(exchange, session)))
            .Map("GET", root + "/sessions/{id}/events", exchange => WithSessionAsync(exchange, session => EventsAsync(exchange, session)));
    }

    /// <summary>Sends the response for an unknown id.</summary>
    public static Task NotFoundAsync(Exchange exchange) => exchange.JsonAsync(404, "{}");

    /// <summary>Sends the response for an unknown route.</summary>
    public static Task NoRouteAsync(Exchange exchange) => exchange.JsonAsync(
        404, $$"""{"error":"no_route","path":{{JsText.Quote(exchange.Path)}},"method":{{JsText.Quote(exchange.Method)}}}""");

    private static string Json(AgentRecord agent) => JsText.OneLine($$"""
        {"id":"{{agent.Id}}","name":{{JsText.Quote(agent.Name)}},"model":{{JsText.Quote(agent.Model)}},
         "template_id":{{JsText.Quote(agent.TemplateId ?? "")}}}
        """);

    private static string Json(SessionState session) => JsText.OneLine($$"""
        {"id":"{{session.Id}}","agent_id":"{{session.Agent.Id}}","status":"{{session.Status}}",
         "sandbox_url":"{{PlatformState.SandboxUrl}}"}
        """);

    private Task CreateAgentAsync(Exchange exchange)
    {
        var issues = new Issues();
        if (exchange.Json() is not { ValueKind: JsonValueKind.Object } body)
        {
            return exchange.InternalErrorAsync();
        }

        string? model = issues.Text(body, "model", required: true, minimum: 1);
        string? name = issues.Text(body, "name");
        string? template = issues.Text(body, "template_id");
        if (issues.Any)
        {
            return exchange.IssuesAsync(issues);
        }

        var agent = new AgentRecord
        {
            Model = model!,
            Name = name,
            TemplateId = template,
            HarnessId = "claude-agent-sdk",
            CreatedAt = platform.Time.GetUtcNow(),
        };
        platform.Agents.Add(agent);
        return exchange.JsonAsync(200, Json(agent));
    }

    private Task DeleteAgentAsync(Exchange exchange) =>
        platform.Agents.Find(exchange["id"]) is { } agent && platform.Delete(agent) ? exchange.EmptyAsync(204)
            : NotFoundAsync(exchange);

    private Task DeleteSessionAsync(Exchange exchange) =>
        platform.Sessions.Find(exchange["id"]) is { } session && session.Delete() ? exchange.EmptyAsync(204) : NotFoundAsync(exchange);

    private async Task CreateSessionAsync(Exchange exchange)
    {
        if (platform.Agents.Find(exchange["id"]) is not { } agent)
        {
            await NotFoundAsync(exchange).ConfigureAwait(false);
            return;
        }

        var issues = new Issues();
        string? prompt = exchange.Json() is { ValueKind: JsonValueKind.Object } body ? issues.Text(body, "initial_prompt") : null;
        if (issues.Any)
        {
            await exchange.IssuesAsync(issues).ConfigureAwait(false);
            return;
        }

        var session = new SessionState(platform, agent);
        platform.Sessions.Add(session);
        session.Start(new CreateSessionFields(null, []));
        await platform.Signal.WaitUntilAsync(() => session.Status != "creating", exchange.Gone).ConfigureAwait(false);
        if (session.Status == "failed")
        {
            await exchange.ErrorAsync(502, session.FailureReason ?? "failed").ConfigureAwait(false);
            return;
        }

        if (string.IsNullOrEmpty(prompt))
        {
            await exchange.JsonAsync(200, Json(session)).ConfigureAwait(false);
            return;
        }

        // The response waits for the reply to the first message and contains it.
        Task<TurnReply> sent = session.SendAsync([InputPart.OfText(prompt)], TurnOrigin.Message);
        try
        {
            TurnReply reply = await sent.WaitAsync(exchange.Gone).ConfigureAwait(false);
            await exchange.JsonAsync(200, Json(session)[..^1] + ",\"response\":" + reply.Json + "}").ConfigureAwait(false);
        }
        catch (SandboxException)
        {
            await exchange.ErrorAsync(502, "harness request failed").ConfigureAwait(false);
        }
        finally
        {
            sent.IgnoreException();
        }
    }

    private static async Task MessageAsync(Exchange exchange, SessionState session)
    {
        var issues = new Issues();
        IReadOnlyList<InputPart>? parts = exchange.Json() is { } body ? MessageEndpoints.ReadParts(body, issues) : null;
        if (issues.Any)
        {
            await exchange.IssuesAsync(issues).ConfigureAwait(false);
            return;
        }

        if (parts is null)
        {
            await exchange.InternalErrorAsync().ConfigureAwait(false);
            return;
        }

        await MessageEndpoints.BlockingAsync(exchange, session, parts).ConfigureAwait(false);
    }

    private Task EventsAsync(Exchange exchange, SessionState session) =>
        TailAsync(exchange, session, session.Harness!.Connected(), static next => [next.Json]);

    /// <summary>Streams what version 0.2.0 has in addition to the events: the agent's messages, and the end of the turn.</summary>
    private Task StreamAsync(Exchange exchange, SessionState session) =>
        TailAsync(exchange, session, """{"type":"stream.opened"}""", next => next.Type switch
        {
            "message.completed" => [ClaudeMessage(session.Id, next.Json), Event(session.Id, "session.idle", "")],
            "run.failed" => [Event(session.Id, "session.error", ",\"message\":" + Member(next.Json, "error"))],
            _ => [],
        });

    private static string ClaudeMessage(string session, string completed)
    {
        string content = "[{\"type\":\"text\",\"text\":" + Member(completed, "text") + "}]";
        return Event(session, "claude_sdk_message",
            ",\"message\":{\"type\":\"assistant\",\"message\":{\"role\":\"assistant\",\"content\":" + content + "}}");
    }

    private static string Event(string session, string type, string more) =>
        "{\"type\":\"" + type + "\",\"properties\":{\"sessionID\":\"" + session + "\"" + more + "}}";

    private static string Member(string json, string name)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(name, out JsonElement value) ? JsText.Of(value) : "\"\"";
    }

    private async Task TailAsync(Exchange exchange, SessionState session, string first, Func<BusEvent, string[]> frames)
    {
        using Subscription subscription = session.Harness!.Subscribe();
        platform.Counters.StreamOpened();
        try
        {
            await exchange.StartStreamAsync().ConfigureAwait(false);
            await exchange.SendAsync(first).ConfigureAwait(false);
            await foreach (BusEvent next in subscription.Events.ReadAllAsync(exchange.Gone).ConfigureAwait(false))
            {
                foreach (string frame in frames(next))
                {
                    await exchange.SendAsync(frame).ConfigureAwait(false);
                }

                if (next.Type is "message.completed" or "run.failed")
                {
                    return;
                }
            }
        }
        catch (SandboxException)
        {
            // The stream ends without an event.
        }
        finally
        {
            platform.Counters.StreamClosed();
        }
    }

    private Task WithSessionAsync(Exchange exchange, Func<SessionState, Task> action) =>
        platform.Sessions.Find(exchange["id"]) is { Status: "ready" } session ? action(session) : NotFoundAsync(exchange);
}
