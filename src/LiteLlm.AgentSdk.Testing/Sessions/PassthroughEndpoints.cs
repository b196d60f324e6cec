using System.Text.Json;
using System.Threading.Channels;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary><c>/sessions/{id}/opencode/...</c>: the harness's own responses.</summary>
internal sealed class PassthroughEndpoints(PlatformState platform)
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(10);

    public void Map(RouteTable routes)
    {
        foreach (string method in new[] { "GET", "POST", "PUT", "PATCH", "DELETE" })
        {
            routes.Map(method, SessionEndpoints.Root + "/{id}/opencode/{*path}", ForwardAsync);
        }
    }

    private Task ForwardAsync(Exchange exchange)
    {
        if (platform.Sessions.Find(exchange["id"]) is not { Status: "ready", Harness: { } harness } session)
        {
            return SessionEndpoints.NotReadyAsync(exchange);
        }

        if (harness.IsLost)
        {
            return exchange.ErrorAsync(502, "harness request failed");
        }

        string[] path = exchange["path"].Split('/');
        if (path is ["event"] && exchange.Method == "GET")
        {
            return BusAsync(exchange, harness);
        }

        if (path is not ["session", { } id, ..] || id != harness.Id)
        {
            return UnknownAsync(exchange);
        }

        return (exchange.Method, string.Join('/', path[2..])) switch
        {
            ("GET", "message") => exchange.JsonAsync(200, "[" + string.Join(",", harness.Thread()) + "]"),
            ("POST", "message") => SendAsync(exchange, session, harness, wait: true),
            ("POST", "prompt_async") => SendAsync(exchange, session, harness, wait: false),
            ("POST", "abort") => AbortAsync(exchange, harness),
            ("DELETE", "") => AbortAsync(exchange, harness),
            _ => UnknownAsync(exchange),
        };
    }

    private static Task UnknownAsync(Exchange exchange) => exchange.AnswerAsync(404, "text/plain; charset=UTF-8", "404 Not Found");

    private static async Task AbortAsync(Exchange exchange, Harness harness)
    {
        await harness.AbortAsync().WaitAsync(exchange.Gone).ConfigureAwait(false);
        await exchange.JsonAsync(200, """{"ok":true}""").ConfigureAwait(false);
    }

    private static async Task SendAsync(Exchange exchange, SessionState session, Harness harness, bool wait)
    {
        if (exchange.Json() is not { ValueKind: JsonValueKind.Object } body
            || !body.TryGetProperty("parts", out JsonElement parts) || parts.ValueKind != JsonValueKind.Array)
        {
            await exchange.ErrorAsync(400, "parts required").ConfigureAwait(false);
            return;
        }

        var accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var input = new TurnInput([.. parts.EnumerateArray().Select(part => new InputPart(part))], TurnOrigin.PassedOn)
        {
            Accepted = _ => accepted.TrySetResult(),
        };
        Task<TurnReply> sent = session.SendUnchangedAsync(harness, input);
        try
        {
            await Task.WhenAny(sent, accepted.Task).WaitAsync(exchange.Gone).ConfigureAwait(false);
            exchange.ThrowIfFaultAfterEffect();
            if (!wait)
            {
                await exchange.EmptyAsync(204, "text/plain; charset=UTF-8").ConfigureAwait(false);
                return;
            }

            TurnReply reply = await sent.WaitAsync(exchange.Gone).ConfigureAwait(false);
            await exchange.JsonAsync(200, reply.Json).ConfigureAwait(false);
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

    /// <summary>Streams the events of all sessions of the harness.</summary>
    private async Task BusAsync(Exchange exchange, Harness harness)
    {
        Channel<string> bus = platform.Bus.Subscribe(harness.GetType());
        bool beats = harness.Heartbeat() is not null;
        TimeSpan every = beats ? HeartbeatEvery : PingEvery;
        using ITimer timer = platform.Time.CreateTimer(_ => bus.Writer.TryWrite(harness.Heartbeat() ?? ""), null, every, every);
        try
        {
            await exchange.StartStreamAsync("text/event-stream").ConfigureAwait(false);
            await exchange.SendAsync(harness.Connected()).ConfigureAwait(false);
            await foreach (string json in bus.Reader.ReadAllAsync(exchange.Gone).ConfigureAwait(false))
            {
                await (json.Length > 0 ? exchange.SendAsync(json)
                    : exchange.SendFrameAsync("event: ping\ndata: \n\n")).ConfigureAwait(false);
            }
        }
        finally
        {
            platform.Bus.Unsubscribe(bus);
        }
    }
}
