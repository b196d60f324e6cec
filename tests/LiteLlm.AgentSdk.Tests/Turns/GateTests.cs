using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Sessions;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>One turn at a time per session and client.</summary>
public class GateTests
{
    private readonly Scripts _scripts = new();

    [Fact]
    public async Task Concurrent_sends_run_one_at_a_time_in_their_order()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync();
        TaskCompletionSource[] gates = [.. Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource())];
        foreach (TaskCompletionSource gate in gates)
        {
            stub.Enqueue(Respond.After(gate.Task, Respond.Json(Clients.Reply)));
        }

        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        Session session = Clients.SessionOf(client);
        Task<Reply>[] sends = [.. Enumerable.Range(0, 5).Select(i => session.SendAsync($"message {i}"))];

        for (int i = 0; i < 5; i++)
        {
            (await stub.WaitForRequestAsync(i + 1)).Text.Should().Be($$"""{"text":"message {{i}}"}""");
            stub.Requests.Should().HaveCount(i + 1, "the next waits for this one's end");
            sends[i].IsCompleted.Should().BeFalse();
            gates[i].SetResult();
            await sends[i];
        }

        client.Transport.Gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task Sessions_do_not_wait_for_each_other_and_two_objects_of_one_session_do()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync();
        TaskCompletionSource gate = new();
        stub.Handler = Respond.After(gate.Task, Respond.Json(Clients.Reply));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        Task[] sends =
        [
            Clients.SessionOf(client, "s1").SendAsync("a"),
            Clients.SessionOf(client, "s2").SendAsync("b"),
            Clients.SessionOf(client, "s1").SendAsync("c"),
        ];
        await stub.WaitForRequestAsync(2);

        stub.Requests.Select(r => r.Target[^10..]).Should().BeEquivalentTo("s1/message", "s2/message");
        client.Transport.Gates.Count.Should().Be(2);
        gate.SetResult();
        await Task.WhenAll(sends);
        stub.Requests.Should().HaveCount(3);
        client.Transport.Gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_send_inside_the_loop_over_another_stream_times_out_with_the_reason()
    {
        ManualTimeProvider time = new();
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Sse(async stream =>
        {
            await stream.FrameAsync(Clients.Ready);
            await stream.HoldOpenAsync();
        }));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options =>
        {
            options.TimeProvider = time;
            options.StreamIdleTimeout = Timeout.InfiniteTimeSpan;
            options.TurnTimeout = Timeout.InfiniteTimeSpan;
            options.RequestTimeout = Timeout.InfiniteTimeSpan;
        });
        Session session = Clients.SessionOf(client);
        await using IAsyncEnumerator<TurnUpdate> loop = session.SendStreamingAsync("outer").GetAsyncEnumerator();
        await loop.MoveNextAsync();

        Task<Reply> inner = session.SendAsync("inner", new() { QueueTimeout = TimeSpan.FromMinutes(3) });
        await time.WaitForTimersAsync();
        time.Advance(TimeSpan.FromMinutes(3));

        AgentPlatformTimeoutException failure = await Assert.ThrowsAsync<AgentPlatformTimeoutException>(() => inner);
        failure.Limit.Should().Be("QueueTimeout");
        failure.Message.Should().Contain("QueueTimeout (00:03:00)").And.Contain("inside the loop over another send's stream")
            .And.Contain("leave the loop first");
        failure.MayHaveTakenEffect.Should().BeFalse();
        stub.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_failed_or_cancelled_send_releases_the_gate()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Reply));
        TaskCompletionSource gate = new();
        stub.Enqueue(Respond.After(gate.Task, Respond.Json("""{"error":"no"}""", 400)));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        Session session = Clients.SessionOf(client);
        using CancellationTokenSource cancel = new();

        Task<Reply> failing = session.SendAsync("a");
        Task<Reply> cancelled = session.SendAsync("b", cancellationToken: cancel.Token);
        Task<Reply> last = session.SendAsync("c");
        await cancel.CancelAsync();
        (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled)).CancellationToken.Should().Be(cancel.Token);
        gate.SetResult();

        await Assert.ThrowsAsync<AgentPlatformValidationException>(() => failing);
        (await last).Text.Should().Be("hi");
        stub.Requests.Select(r => r.Text).Should().Equal("""{"text":"a"}""", """{"text":"c"}""");
        client.Transport.Gates.Count.Should().Be(0);
    }

    [Theory]
    [InlineData("cancelled send")]
    [InlineData("left loop")]
    [InlineData("cut stream")]
    public async Task A_send_after_an_abandoned_turn_waits_until_the_thread_shows_its_end(string how)
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client =
            lap.CreateClient(options => (options.TimeProvider, options.Healing.Enabled) = (new FastTime(), false));
        Session session = await Scripts.SessionAsync(client);
        await AbandonAsync(lap, session, how);
        client.Transport.Gates.Count.Should().Be(1, "the turn is remembered");
        int before = lap.ReceivedRequests.Count;

        Task<Reply> next = session.SendAsync("next");
        await lap.WaitForRequestsAsync(before + 40);
        lap.ReceivedRequests.Skip(before).Should().OnlyContain(r =>
            r.Method == "GET", "it asks how the earlier turn is, and sends nothing");
        next.IsCompleted.Should().BeFalse();
        _scripts.Release();
        await next;

        _scripts.Order.Should().Equal("hold", "next");
        lap.ReceivedRequests.Count(r => r.Method == "POST" && r.Path.Contains("/message", StringComparison.Ordinal)).Should().Be(2);
        client.Transport.Gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task The_wait_for_an_abandoned_turn_has_a_limit()
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client =
            lap.CreateClient(options => (options.TimeProvider, options.Healing.Enabled) = (new FastTime(), false));
        Session session = await Scripts.SessionAsync(client);
        await AbandonAsync(lap, session, "left loop");

        AgentPlatformTimeoutException failure =
            await Assert.ThrowsAsync<AgentPlatformTimeoutException>(() =>
            session.SendAsync("next", new() { QueueTimeout = TimeSpan.FromSeconds(10) }));

        failure.Limit.Should().Be("QueueTimeout");
        failure.Message.Should().Contain("an earlier turn is still running").And.Contain("Nothing was sent")
            .And.Contain("AbortAsync or RestartAsync").And.Contain("WaitForRunningTurn = false");
        failure.MayHaveTakenEffect.Should().BeFalse();
        _scripts.Order.Should().Equal("hold");
    }

    private static async Task AbandonAsync(LocalAgentPlatform lap, Session session, string how)
    {
        switch (how)
        {
            case "cancelled send":
                using (CancellationTokenSource cancel = new())
                {
                    Task<Reply> send = session.SendAsync("hold", cancellationToken: cancel.Token);
                    await lap.WaitForTurnsStartedAsync(1);
                    await cancel.CancelAsync();
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => send);
                }

                break;
            case "left loop":
                await foreach (TurnUpdate update in session.SendStreamingAsync("hold"))
                {
                    if (update is TurnTextDelta)
                    {
                        break;
                    }
                }

                break;
            default:
                lap.Faults.Add(Fault.CutAfterEvents(3).On("POST", "/message_stream"));
                await Assert.ThrowsAsync<StreamInterruptedException>(() => session.SendStreamingAsync("hold").ToListAsync());
                break;
        }

        await lap.WaitForTurnsStartedAsync(1);
        lap.Counters.RequestsTo("POST", "/abort").Should().Be(0);
    }
}
