using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>A turn that the caller left is remembered for the next message, but not forever.</summary>
public class GateMemoryTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_terminated_session_is_forgotten()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(context => context.Request.Method == "DELETE"
            ? Respond.Json("""{"id":"s1","status":"deleted"}""")(context)
            : Respond.Sse(async stream =>
            {
                await stream.FrameAsync(Clients.Ready);
                await stream.FrameAsync(Clients.Delta("a"));
                await stream.HoldOpenAsync();
            })(context));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);
        for (int i = 0; i < 20; i++)
        {
            Session session = Clients.SessionOf(client, "s" + i);
            await foreach (TurnUpdate update in session.SendStreamingAsync("hello"))
            {
                break;
            }

            client.Transport.Gates.Count.Should().Be(1, "the next message waits for the turn that was left");
            await session.TerminateAsync();
        }

        client.Transport.Gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_turn_that_was_abandoned_long_ago_is_forgotten()
    {
        TurnGates gates = new(_time);
        for (int i = 0; i < 1000; i++)
        {
            await LeaveAsync(gates, "s" + i);
        }

        _time.Advance(TurnGates.Remembered - TimeSpan.FromSeconds(1));
        await LeaveAsync(gates, "last");
        gates.Count.Should().Be(1001);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await gates.EnterAsync("other", TimeSpan.FromSeconds(1), null, default)).Dispose();

        gates.Count.Should().Be(1, "one was left a second ago");
    }

    [Fact]
    public async Task At_most_a_few_thousand_abandoned_turns_are_remembered()
    {
        TurnGates gates = new(_time);
        for (int i = 0; i < TurnGates.MaxRemembered + 100; i++)
        {
            await LeaveAsync(gates, "s" + i);
        }

        gates.Count.Should().Be(TurnGates.MaxRemembered);
        using TurnLease last = await gates.EnterAsync("s" + (TurnGates.MaxRemembered + 99), TimeSpan.FromSeconds(1), null, default);
        last.UnfinishedSince.Should().NotBeNull();
    }

    [Fact]
    public async Task A_session_in_use_is_not_forgotten_because_of_an_earlier_abandoned_turn()
    {
        TurnGates gates = new(_time);
        await LeaveAsync(gates, "s1");
        _time.Advance(TimeSpan.FromMinutes(59));
        await LeaveAsync(gates, "s1");
        _time.Advance(TimeSpan.FromMinutes(1));
        (await gates.EnterAsync("other", TimeSpan.FromSeconds(1), null, default)).Dispose();

        gates.Count.Should().Be(1);
        using TurnLease lease = await gates.EnterAsync("s1", TimeSpan.FromSeconds(1), null, default);
        lease.UnfinishedSince.Should().Be(_time.GetUtcNow() - TimeSpan.FromMinutes(1));
        gates.Forget("s1");
        gates.Count.Should().Be(1, "a send holds it");
    }

    private async Task LeaveAsync(TurnGates gates, string session)
    {
        using TurnLease lease = await gates.EnterAsync(session, TimeSpan.FromSeconds(1), null, default);
        lease.UnfinishedSince = _time.GetUtcNow();
    }
}
