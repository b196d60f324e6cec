using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Agents;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Sessions;

namespace LiteLlm.AgentSdk.Testing.Proxy;

/// <summary>The older proxy: five calls under <c>/v1/managed_agents</c>.</summary>
internal sealed class ProxyEndpoints(PlatformState platform)
{
    public void Map(RouteTable routes)
    {
        const string root = "/v1/managed_agents";
        routes.Map("POST", root + "/agents", CreateAgentAsync)
            .Map("POST", root + "/agents/{id}/session", CreateSessionAsync)
            .Map("GET", root + "/sessions/{id}", exchange => WithSessionAsync(exchange, session => exchange.JsonAsync(200, Json(session))))
            .Map("POST", root + "/sessions/{id}/message", exchange => WithSessionAsync(exchange, session => MessageAsync(exchange, session)))
            .Map("GET", root + "/sessions/{id}/events", exchange => WithSessionAsync(exchange, session => EventsAsync(exchange, session)));
    }

    public static Task NothingAsync(Exchange exchange) => exchange.JsonAsync(404, "{}");

    private static string Json(SessionState session) =>
        $$"""{"id":"{{session.Id}}","agent_id":"{{session.Agent.Id}}","status":"{{session.Status}}","sandbox_url":"{{PlatformState.SandboxUrl}}"}""";

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
        return exchange.JsonAsync(200, $$"""{"id":"{{agent.Id}}","name":{{JsText.Quote(name)}},"model":{{JsText.Quote(model)}},"template_id":{{JsText.Quote(template)}}}""");
    }

    private async Task CreateSessionAsync(Exchange exchange)
    {
        if (platform.Agents.Find(exchange["id"]) is not { } agent)
        {
            await NothingAsync(exchange).ConfigureAwait(false);
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

        await exchange.JsonAsync(200, Json(session)).ConfigureAwait(false);
    }

    private static async Task MessageAsync(Exchange exchange, SessionState session)
    {
        var issues = new Issues();
        IReadOnlyList<InputPart>? parts = exchange.Json() is { } body ? MessageEndpoints.Parts(body, issues) : null;
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

    private async Task EventsAsync(Exchange exchange, SessionState session)
    {
        using Subscription subscription = session.Harness!.Subscribe();
        platform.Counters.StreamOpened();
        try
        {
            await exchange.StartStreamAsync().ConfigureAwait(false);
            await exchange.SendAsync(session.Harness.Connected()).ConfigureAwait(false);
            await foreach (BusEvent next in subscription.Events.ReadAllAsync(exchange.Gone).ConfigureAwait(false))
            {
                await exchange.SendAsync(next.Json).ConfigureAwait(false);
                if (next.Type is "message.completed" or "run.failed")
                {
                    return;
                }
            }
        }
        catch (SandboxException)
        {
            // The stream just ends.
        }
        finally
        {
            platform.Counters.StreamClosed();
        }
    }

    private Task WithSessionAsync(Exchange exchange, Func<SessionState, Task> action) =>
        platform.Sessions.Find(exchange["id"]) is { Status: "ready" } session ? action(session) : NothingAsync(exchange);
}
