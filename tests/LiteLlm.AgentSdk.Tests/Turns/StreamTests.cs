using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>A turn ends with an event, never with the end of a response body.</summary>
public class StreamTests
{
    private readonly Scripts _scripts = new();

    [Theory]
    [InlineData("send")]
    [InlineData("events")]
    [InlineData("bus")]
    public async Task A_connection_that_stays_open_after_the_end_is_closed_without_waiting(string how)
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        lap.Faults.Add(Fault.HoldOpen().On(null, how switch { "send" => "/message_stream", "events" => "/events", _ => "/stream" }));
        using AgentPlatformClient client = lap.CreateClient(options => options.Healing.Enabled = false);
        Session session = await Scripts.SessionAsync(client);
        bool ended;
        if (how == "send")
        {
            ended = (await session.SendStreamingAsync("x").ToListAsync())[^1] is TurnCompleted;
        }
        else
        {
            IAsyncEnumerable<SessionEvent> stream = how == "events" ? session.FollowTurnAsync()
                : session.FollowAsync(new FollowOptions { StopAfterTurn = true });
            await using IAsyncEnumerator<SessionEvent> events = stream.GetAsyncEnumerator();
            await events.MoveNextAsync();
            await session.SendAsync("x");
            SessionEvent last = events.Current;
            while (await events.MoveNextAsync())
            {
                last = events.Current;
            }

            ended = last.IsTurnEnd;
        }

        ended.Should().BeTrue();
        lap.Faults.Fired.Should().Be(1);
        await lap.WaitForOpenStreamsAsync(0);
        await lap.WaitForRequestsUnderWayAsync(0);
    }

    [Theory]
    [InlineData("end")]
    [InlineData("cut")]
    public async Task A_stream_that_ends_early_is_an_interruption_that_keeps_the_received_text(string how)
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        lap.Faults.Add((how == "end" ? Fault.EndAfterEvents(12) : Fault.CutAfterEvents(12)).On("POST", "/message_stream"));
        using AgentPlatformClient client = lap.CreateClient(options => options.Healing.Enabled = false);
        Session session = await Scripts.SessionAsync(client);
        List<TurnUpdate> seen = [];

        StreamInterruptedException failure = await Assert.ThrowsAsync<StreamInterruptedException>(async () =>
        {
            await foreach (TurnUpdate update in session.SendStreamingAsync("hold and say something that is long enough for many frames"))
            {
                seen.Add(update);
            }
        });

        failure.PartialReply!.Text.Should().NotBeEmpty().And.Be(string.Concat(seen.Select(u => u.Text)));
        failure.SessionId.Should().Be(session.Id);
        failure.Reason.Should().BeNull();
        failure.MayHaveTakenEffect.Should().BeTrue();
        failure.Message.Should().Contain("may still be running");
        lap.Counters.TurnsStarted.Should().Be(1);
        seen.Should().NotContain(u => u is TurnCompleted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_error_frame_is_an_interruption_with_the_platforms_reason(bool send)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(
            Respond.Sse(Clients.Ready, Clients.Delta("half"), """{"type":"error","message":"stream timeout"}"""));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        StreamInterruptedException failure = await Calls.FailureAsync<StreamInterruptedException>(client, send ? "stream" : "events");

        failure.Reason.Should().Be("stream timeout");
        failure.Message.Should().Contain("stream timeout");
        failure.PartialReply?.Text.Should().Be("half");
        (failure.PartialReply is not null).Should().Be(send);
        stub.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task An_empty_body_is_an_interruption()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Sse());
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        (await Calls.FailureAsync<StreamInterruptedException>(client, "bus")).Reason.Should().BeNull();
    }

    [Fact]
    public async Task A_turn_is_sent_by_its_enumeration_and_enumerated_only_once()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Sse(Clients.Ready, Clients.Delta("hi"), Clients.Idle));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        Session session = Clients.SessionOf(client);

        IAsyncEnumerable<TurnUpdate> never = session.SendStreamingAsync("never");
        IAsyncEnumerable<TurnUpdate> turn = session.SendStreamingAsync("x");
        stub.Requests.Should().BeEmpty();
        List<TurnUpdate> updates = await turn.ToListAsync();
        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(() => turn.ToListAsync());

        failure.Message.Should().Contain("once");
        updates[^1].Should().BeOfType<TurnCompleted>().Which.Reply.Text.Should().Be("hi");
        stub.Requests.Should().ContainSingle().Which.Text.Should().Be("""{"text":"x"}""");
        never.Should().NotBeNull();
        client.Transport.Gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task Following_continues_over_two_turns_and_each_enumeration_is_a_new_connection()
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => options.Healing.Enabled = false);
        Session session = await Scripts.SessionAsync(client);
        IAsyncEnumerable<SessionEvent> stream = session.FollowAsync();
        int ends = 0;
        await using (IAsyncEnumerator<SessionEvent> events = stream.GetAsyncEnumerator())
        {
            await events.MoveNextAsync();
            events.Current.Should().BeOfType<StreamOpenedEvent>();
            await session.SendAsync("one");
            await session.SendAsync("two");
            while (ends < 2 && await events.MoveNextAsync())
            {
                ends += events.Current.IsTurnEnd ? 1 : 0;
            }

            lap.Counters.OpenStreams.Should().Be(1);
        }

        ends.Should().Be(2);
        await lap.WaitForOpenStreamsAsync(0);
        await using IAsyncEnumerator<SessionEvent> again = stream.GetAsyncEnumerator();
        (await again.MoveNextAsync()).Should().BeTrue();
        lap.Counters.RequestsTo("GET", "/stream").Should().Be(2);
    }

    [Fact]
    public async Task A_failed_turn_yields_its_completion_and_then_throws()
    {
        await using LocalAgentPlatform lap = await _scripts.StartAsync();
        using AgentPlatformClient client = lap.CreateClient(options => options.Healing.Enabled = false);
        Session session = await Scripts.SessionAsync(client);
        List<TurnUpdate> seen = [];

        TurnFailedException failure = await Assert.ThrowsAsync<TurnFailedException>(async () =>
        {
            await foreach (TurnUpdate update in session.SendStreamingAsync("fail"))
            {
                seen.Add(update);
            }
        });
        List<TurnUpdate> quiet = await session.SendStreamingAsync("fail", new() { ThrowOnFailure = false }).ToListAsync();

        seen[^1].Should().BeOfType<TurnCompleted>().Which.Reply.Should().BeSameAs(failure.Reply);
        failure.Message.Should().Contain("out of credit");
        quiet[^1].Should().BeOfType<TurnCompleted>().Which.Reply.IsError.Should().BeTrue();
        client.Transport.Gates.Count.Should().Be(0);
    }
}
