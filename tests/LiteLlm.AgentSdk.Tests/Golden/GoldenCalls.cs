namespace LiteLlm.AgentSdk.Tests;

/// <summary>The calls of the SDK, each for the purpose of a recorded request.</summary>
internal static partial class GoldenCalls
{
    /// <summary>The result of a call that returns nothing.</summary>
    public static readonly object Nothing = new();

    public static async Task<object> CreateAgent(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.CreateAsync(GoldenInputs.AgentCreate(RecordedFields.Of(exchange)));

    public static async Task<object> GetAgent(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.GetAsync(AgentId(exchange));

    public static async Task<object> ListAgents(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.ListAsync(new AgentListOptions
        {
            Limit = Number(exchange, "limit"),
            Offset = Number(exchange, "offset"),
            Search = exchange.Parameter("search"),
            Sort = exchange.Parameter("sort") is { } sort ? new AgentSort(sort) : null,
            Order = exchange.Parameter("order") is { } order ? new SortOrder(order) : null,
        }).GetFirstPageAsync();

    public static async Task<object> UpdateAgent(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.UpdateAsync(AgentId(exchange), GoldenInputs.AgentUpdate(RecordedFields.Of(exchange)));

    public static async Task<object> DeleteAgent(AgentPlatformClient client, RecordedExchange exchange)
    {
        await client.Agents.DeleteAsync(AgentId(exchange));
        return Nothing;
    }

    public static async Task<object> CreateSession(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Sessions.CreateAsync(AgentId(exchange), GoldenInputs.SessionCreate(RecordedFields.Of(exchange)));

    public static async Task<object> GetSession(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Sessions.GetAsync(SessionId(exchange));

    public static async Task<object> ListSessions(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Sessions
            .ListAsync(new SessionListOptions { AgentId = exchange.Parameter("agent_id"), Limit = Number(exchange, "limit") })
            .ToListAsync();

    public static async Task<object> Terminate(AgentPlatformClient client, RecordedExchange exchange)
    {
        await client.Sessions.TerminateAsync(SessionId(exchange));
        return Nothing;
    }

    public static async Task<object> Restart(AgentPlatformClient client, RecordedExchange exchange) =>
        await (await SessionAsync(client)).RestartAsync();

    public static async Task<object> Abort(AgentPlatformClient client, RecordedExchange exchange)
    {
        await (await SessionAsync(client)).AbortAsync();
        return Nothing;
    }

    public static async Task<object> GetMessages(AgentPlatformClient client, RecordedExchange exchange) =>
        await (await SessionAsync(client)).GetMessagesAsync();

    public static async Task<object> GetLog(AgentPlatformClient client, RecordedExchange exchange) =>
        await (await SessionAsync(client)).GetLogAsync();

    public static async Task<object> Send(AgentPlatformClient client, RecordedExchange exchange) =>
        await (await SessionAsync(client)).SendAsync(GoldenInputs.Send(RecordedFields.Of(exchange)));

    public static async Task<object> SendStreaming(AgentPlatformClient client, RecordedExchange exchange) =>
        await StreamOutcome.OfTurnAsync((await SessionAsync(client)).SendStreamingAsync(Everything(exchange)), LeaveAfter(exchange));

    /// <summary>Sends the recorded message so that each frame of its turn becomes an update.</summary>
    private static SendOptions Everything(RecordedExchange exchange) =>
        GoldenInputs.Send(RecordedFields.Of(exchange)) with { IncludeClaudeMessages = true };

    public static async Task<object> Events(AgentPlatformClient client, RecordedExchange exchange) =>
        await StreamOutcome.OfEventsAsync((await SessionAsync(client)).FollowTurnAsync(), LeaveAfter(exchange));

    public static async Task<object> Stream(AgentPlatformClient client, RecordedExchange exchange) =>
        await StreamOutcome.OfEventsAsync((await SessionAsync(client)).FollowAsync(new FollowOptions
        {
            StopAfterTurn =
            exchange.Parameter("follow") is not "1"
        }), LeaveAfter(exchange));

    /// <summary>
    /// Returns a session as the program that created it holds it. The server returns it separately, with the id of the recording.
    /// </summary>
    public static Task<Session> SessionAsync(AgentPlatformClient client) =>
        client.Sessions.CreateAsync(GoldenServer.PreparedAgent, new SessionCreateOptions { WaitUntilReady = false });

    // The caller stops listening where the recorder stopped.
    private static int? LeaveAfter(RecordedExchange exchange) => exchange.EndedByPlatform ? null : exchange.Frames.Count();

    private static string AgentId(RecordedExchange exchange) => exchange.Segment("agents")!;

    private static string SessionId(RecordedExchange exchange) => exchange.Segment("sessions")!;

    private static int? Number(RecordedExchange exchange, string name) =>
        exchange.Parameter(name) is { } value ? int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : null;
}
