using System.Text.Json.Nodes;
using FluentAssertions;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>
/// Checks recordings whose request the SDK does not make: their answer, given to a call with the same kind of answer, is returned as
/// completely and as typed as the answer to a request of the SDK.
/// </summary>
internal static class GoldenReplay
{
    public static async Task CheckAsync(RecordedExchange exchange)
    {
        await using GoldenServer server = await GoldenServer.StartAsync();
        using AgentPlatformClient client = server.Answer(exchange).CreateClient(exchange, PlatformGeneration.Platform);
        switch (exchange.Status)
        {
            case >= 400:
                GoldenErrors.Check(exchange, await FailureOf(() => CallLike(client, exchange.Method)));
                break;
            case 308:
                RecordedExchange list = Recordings.Get("agents/list");
                server.Expect(list);
                GoldenRecords.Check(list, await client.Agents.ListAsync().GetFirstPageAsync());
                break;
            default:
                await CheckAnswerAsync(client, exchange);
                break;
        }
    }

    public static async Task<AgentPlatformException?> FailureOf(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (AgentPlatformException e)
        {
            return e;
        }
    }

    private static Task CallLike(AgentPlatformClient client, string method) => method switch
    {
        "GET" => client.Agents.GetAsync("a"),
        "POST" => client.Agents.CreateAsync(new AgentCreateOptions { Model = "m" }),
        "DELETE" => client.Agents.DeleteAsync("a"),
        "PATCH" or "PUT" => client.Agents.UpdateAsync("a", new AgentUpdateOptions()),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No call is like this."),
    };

    private static async Task CheckAnswerAsync(AgentPlatformClient client, RecordedExchange exchange)
    {
        JsonNode? body = exchange.BodyKind == RecordedBody.Json ? exchange.Node() : null;
        switch (body)
        {
            case JsonObject list when list.ContainsKey("data") && list.ContainsKey("total"):
                GoldenRecords.Check(exchange, await client.Agents.ListAsync().GetFirstPageAsync());
                break;
            case JsonObject agent when agent.ContainsKey("harness_id"):
                GoldenRecords.Check(exchange.Json(), await client.Agents.GetAsync("a"));
                break;
            case JsonObject session when session.ContainsKey("harness_session_id"):
                await GoldenRecords.CheckAsync(exchange.Json(), await client.Sessions.GetAsync("s"));
                break;
            case JsonObject reply when reply.ContainsKey("info"):
                GoldenTurns.CheckReply(exchange, await (await GoldenCalls.SessionAsync(client)).SendAsync("x"));
                break;
            case JsonArray and [JsonObject first, ..] when first.ContainsKey("harness_session_id"):
                await GoldenRecords.CheckAsync(exchange, await client.Sessions.ListAsync().ToListAsync());
                break;
            case JsonArray and [JsonObject first, ..] when first.ContainsKey("info"):
                GoldenRecords.Check(exchange, await (await GoldenCalls.SessionAsync(client)).GetMessagesAsync());
                break;
            case JsonObject skilled when skilled["agent"] is JsonObject inner && inner.ContainsKey("id"):
                GoldenRecords.RoundTrip(exchange.Json().GetProperty("agent"), LapJson.TypeInfo<AgentSnapshot>());
                break;
            case null when exchange.BodyKind == RecordedBody.Sse:
                GoldenTurns.CheckEvents(
                    [.. exchange.Frames],
                    (await StreamOutcome.OfEventsAsync((await GoldenCalls.SessionAsync(client)).FollowAsync(),
                        exchange.Frames.Count())).Events);
                break;
            case null when exchange.BodyKind != RecordedBody.Json:
                // An empty body or text is an exception of the SDK, not of the JSON reader.
                (await FailureOf(() => client.Agents.GetAsync("a"))).Should().NotBeNull().And.BeOfType<AgentPlatformException>();
                break;
            default:
                // JSON of a shape that no call reads yet. It was checked to be JSON.
                break;
        }
    }
}
