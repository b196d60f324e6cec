using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>A call that the caller cancels throws OperationCanceledException with the caller's token, whenever it is cancelled.</summary>
public class CancellationTests
{
    private static readonly string[] AllCalls =
    [
        "create agent", "get agent", "list agents", "update agent", "delete agent", "create session", "get session", "list sessions",
            "delete session",
        "messages", "log", "send", "stream", "abort", "restart", "events", "bus",
    ];

    public static TheoryData<string> Everything() => new(AllCalls);

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task A_call_with_a_cancelled_token_sends_nothing(string call)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json("{}"));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        using CancellationTokenSource cancel = new();
        await cancel.CancelAsync();

        await CancelledAsync(() => Calls.MakeAsync(client, call, cancel.Token), cancel);

        stub.Requests.Should().BeEmpty();
        client.Transport.Gates.Count.Should().Be(0, "no turn was begun");
    }

    [Theory]
    [InlineData("send")]
    [InlineData("stream")]
    public async Task A_send_with_a_cancelled_token_aborts_nothing(string how)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json("{}"));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        using CancellationTokenSource cancel = new();
        await cancel.CancelAsync();
        SendOptions options = new() { Text = "x", AbortWhenAbandoned = true };

        await CancelledAsync(() => how == "send" ? Clients.SessionOf(client).SendAsync(options, cancel.Token)
            : Clients.SessionOf(client).SendStreamingAsync(options, cancel.Token).ToListAsync(), cancel);

        stub.Requests.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task A_wait_for_the_response_headers_can_be_cancelled(string call)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Never());
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        using CancellationTokenSource cancel = new();

        Task running = Calls.MakeAsync(client, call, cancel.Token);
        StubRequest request = await stub.WaitForRequestAsync();
        await cancel.CancelAsync();

        await CancelledAsync(() => running, cancel);
        await request.Aborted;
        stub.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("get agent")]
    [InlineData("send")]
    [InlineData("create agent")]
    public async Task A_read_of_the_response_body_can_be_cancelled(string call)
    {
        TaskCompletionSource begun = new();
        await using KestrelStub stub = await KestrelStub.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            begun.SetResult();
            await Respond.Never()(context);
        });
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        using CancellationTokenSource cancel = new();

        Task running = Calls.MakeAsync(client, call, cancel.Token);
        await begun.Task;
        await cancel.CancelAsync();

        await CancelledAsync(() => running, cancel);
    }

    [Fact]
    public async Task A_pause_before_a_retry_can_be_cancelled()
    {
        ManualTimeProvider time = new();
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json("{}", 503, ("Retry-After", "20")));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options => options.TimeProvider = time);
        using CancellationTokenSource cancel = new();

        Task running = client.Agents.GetAsync("a1", cancel.Token);
        await time.WaitForTimersCreatedAsync(2);
        await cancel.CancelAsync();

        await CancelledAsync(() => running, cancel);
        stub.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_wait_for_a_ready_session_can_be_cancelled()
    {
        ManualTimeProvider time = new();
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json("""{"id":"s1","agent_id":"a1","status":"creating"}"""));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options => options.TimeProvider = time);
        using CancellationTokenSource cancel = new();
        Session session = await client.Sessions.GetAsync("s1");
        int timers = time.TimersCreated;

        Task<Session> waiting = session.WaitUntilReadyAsync(cancellationToken: cancel.Token);
        await time.WaitForTimersCreatedAsync(timers + 1);
        await cancel.CancelAsync();

        await CancelledAsync(() => waiting, cancel);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_can_be_cancelled_by_either_token(bool byEnumerator)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Sse(async stream =>
        {
            await stream.FrameAsync(Clients.Ready);
            await stream.HoldOpenAsync();
        }));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        Session session = Clients.SessionOf(client);
        foreach (int kind in new[] { 0, 1, 2 })
        {
            using CancellationTokenSource cancel = new();
            using CancellationTokenSource other = new();
            CancellationToken method = byEnumerator ? other.Token : cancel.Token;
            CancellationToken enumerator = byEnumerator ? cancel.Token : other.Token;

            await CancelledAsync(
                () => kind switch
                {
                    0 => FirstThenCancelAsync(session.SendStreamingAsync("x", cancellationToken: method), cancel, enumerator),
                    1 => FirstThenCancelAsync(session.FollowTurnAsync(method), cancel, enumerator),
                    _ => FirstThenCancelAsync(session.FollowAsync(cancellationToken: method), cancel, enumerator),
                },
                cancel);
            await stub.Requests[kind].Aborted;
        }
    }

    [Fact]
    public async Task A_listing_of_pages_can_be_cancelled()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json($$"""{"data":[{{Clients.Agent}}],"total":2}"""));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        using CancellationTokenSource cancel = new();

        await CancelledAsync(() => FirstThenCancelAsync(client.Agents.ListAsync(), cancel, cancel.Token), cancel);

        stub.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("cancelled send", true)]
    [InlineData("cancelled send", false)]
    [InlineData("cancelled stream", true)]
    [InlineData("cancelled stream", false)]
    [InlineData("left loop", true)]
    [InlineData("left loop", false)]
    public async Task An_abandoned_turn_is_aborted_only_on_request(string how, bool abort)
    {
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => options.Healing.Enabled = false);
        Session session = await Scripts.SessionAsync(client);
        SendOptions options = new() { Text = "hold", AbortWhenAbandoned = abort };
        using CancellationTokenSource cancel = new();

        switch (how)
        {
            case "cancelled send":
                Task<Reply> send = session.SendAsync(options, cancel.Token);
                await lap.WaitForTurnsStartedAsync(1);
                await cancel.CancelAsync();
                await CancelledAsync(() => send, cancel);
                break;
            case "cancelled stream":
                await CancelledAsync(() => FirstThenCancelAsync(session.SendStreamingAsync(options), cancel, cancel.Token), cancel);
                break;
            default:
                await foreach (TurnUpdate update in session.SendStreamingAsync(options, CancellationToken.None))
                {
                    break;
                }

                break;
        }

        lap.Counters.RequestsTo("POST", "/abort").Should().Be(abort ? 1 : 0);
        if (abort)
        {
            await lap.WaitForTurnsEndedAsync(1);
        }
        else
        {
            lap.Counters.TurnsEnded.Should().Be(0);
        }
    }

    [Fact]
    public async Task A_timed_out_turn_is_aborted_and_a_finished_turn_is_not()
    {
        // The client's clock moves only after the turn has begun. If the limit passed before the message was sent, nothing could be
        // aborted.
        ManualTimeProvider time = new();
        Scripts scripts = new();
        await using LocalAgentPlatform lap = await scripts.StartAsync();
        using AgentPlatformClient opener = lap.CreateClient();
        using AgentPlatformClient client = lap.CreateClient(options => (options.TimeProvider, options.Healing.Enabled) = (time, false));
        Session session = Clients.SessionOf(client, (await Scripts.SessionAsync(opener)).Id);

        await session.SendAsync("quick", new() { AbortWhenAbandoned = true });
        await session.SendStreamingAsync("quick", new() { AbortWhenAbandoned = true }).ToListAsync();
        lap.Counters.RequestsTo("POST", "/abort").Should().Be(0);

        Task<Reply> hold = session.SendAsync("hold", new() { AbortWhenAbandoned = true, TurnTimeout = TimeSpan.FromMinutes(2) });
        await lap.WaitForTurnsStartedAsync(3);
        time.Advance(TimeSpan.FromMinutes(2));
        await Assert.ThrowsAsync<AgentPlatformTimeoutException>(() => hold);
        lap.Counters.RequestsTo("POST", "/abort").Should().Be(1);
    }

    private static async Task FirstThenCancelAsync<T>(IAsyncEnumerable<T> items, CancellationTokenSource cancel,
        CancellationToken enumerator)
    {
        await foreach (T item in items.WithCancellation(enumerator))
        {
            await cancel.CancelAsync();
        }
    }

    private static async Task CancelledAsync(Func<Task> call, CancellationTokenSource cancel) =>
        (await Assert.ThrowsAnyAsync<OperationCanceledException>(call)).CancellationToken.Should().Be(cancel.Token);
}
