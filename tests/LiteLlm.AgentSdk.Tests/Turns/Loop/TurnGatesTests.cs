using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>One turn at a time per session: who gets the gate, and when.</summary>
public sealed class TurnGatesTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);

    private readonly ManualTimeProvider _time = new();
    private readonly TurnGates _gates;

    public TurnGatesTests() => _gates = new TurnGates(_time);

    [Fact]
    public async Task Waiters_get_the_gate_in_the_order_in_which_they_came()
    {
        TurnLease held = _gates.TryEnter("s1")!;
        Task<TurnLease> first = EnterAsync();
        Task<TurnLease> second = EnterAsync();
        first.IsCompleted.Should().BeFalse();

        held.Dispose();
        using (await first)
        {
            second.IsCompleted.Should().BeFalse();
        }

        (await second).Dispose();
        _gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task Only_a_caller_that_has_to_wait_is_told_so()
    {
        int queued = 0;
        TurnLease held = await _gates.EnterAsync("s1", s_limit, () => queued++, default);
        queued.Should().Be(0);

        Task<TurnLease> waiter = _gates.EnterAsync("s1", s_limit, () => queued++, default);

        queued.Should().Be(1);
        held.Dispose();
        (await waiter).Dispose();
        queued.Should().Be(1);
    }

    [Fact]
    public void A_gate_that_is_busy_is_not_entered_without_a_wait()
    {
        using (TurnLease? lease = _gates.TryEnter("s1"))
        {
            lease.Should().NotBeNull();
            _gates.TryEnter("s1").Should().BeNull();
            using TurnLease? other = _gates.TryEnter("s2");
            other.Should().NotBeNull();
        }

        using TurnLease? next = _gates.TryEnter("s1");
        next.Should().NotBeNull();
    }

    [Fact]
    public async Task A_lease_leaves_the_gate_once()
    {
        TurnLease held = _gates.TryEnter("s1")!;
        Task<TurnLease> waiter = EnterAsync();

        held.Dispose();
        held.Dispose();

        using (await waiter)
        {
            _gates.TryEnter("s1").Should().BeNull("the waiter has it");
        }
    }

    [Fact]
    public async Task A_cancelled_waiter_leaves_the_queue()
    {
        using CancellationTokenSource cancel = new();
        TurnLease held = _gates.TryEnter("s1")!;
        Task<TurnLease> cancelled = _gates.EnterAsync("s1", s_limit, null, cancel.Token);
        Task<TurnLease> next = EnterAsync();

        await cancel.CancelAsync();

        (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled)).CancellationToken.Should().Be(cancel.Token);
        next.IsCompleted.Should().BeFalse("the gate is still held");
        _gates.TryEnter("s1").Should().BeNull();
        held.Dispose();
        (await next).Dispose();
        _gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_waiter_that_fails_just_as_it_gets_the_gate_passes_it_on()
    {
        TurnLease held = _gates.TryEnter("s1")!;
        TaskCompletionSource<Task<TurnLease>> next = new();

        Task<TurnLease> failing = _gates.EnterAsync(
            "s1",
            s_limit,
            () =>
            {
                next.SetResult(EnterAsync());
                held.Dispose();
                throw new FormatException("The caller's code failed.");
            },
            default);

        await Assert.ThrowsAsync<FormatException>(() => failing);
        (await (await next.Task).WaitAsync(TimeSpan.FromSeconds(30))).Dispose();
        _gates.Count.Should().Be(0);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_names_the_session_and_the_option()
    {
        using TurnLease held = _gates.TryEnter("s1")!;
        Task<TurnLease> waiter = EnterAsync();

        _time.Advance(s_limit);

        AgentPlatformTimeoutException failure = await Assert.ThrowsAsync<AgentPlatformTimeoutException>(() => waiter);
        failure.Message.Should().StartWith(
            "Session s1: an earlier message of this client still has the session's turn after QueueTimeout (00:03:00). ");
        failure.Limit.Should().Be("QueueTimeout");
        failure.MayHaveTakenEffect.Should().BeFalse();
    }

    [Fact]
    public async Task After_a_wait_that_was_too_long_the_next_waiter_gets_the_gate()
    {
        TurnLease held = _gates.TryEnter("s1")!;
        Task<TurnLease> late = EnterAsync();
        Task<TurnLease> patient = _gates.EnterAsync("s1", s_limit * 2, null, default);
        _time.Advance(s_limit);
        await Assert.ThrowsAsync<AgentPlatformTimeoutException>(() => late);
        patient.IsCompleted.Should().BeFalse();

        held.Dispose();

        (await patient).Dispose();
        _gates.Count.Should().Be(0);
    }

    [Fact]
    public void An_old_turn_of_a_session_that_ended_does_not_open_the_gate_of_its_successor()
    {
        using (TurnLease left = _gates.TryEnter("s1")!)
        {
            left.UnfinishedSince = _time.GetUtcNow();
        }

        _gates.Forget("s1");
        _gates.Count.Should().Be(0);
        using TurnLease current = _gates.TryEnter("s1")!;

        _time.Advance(TurnGates.Remembered);

        _gates.TryEnter("s1").Should().BeNull("the later turn still runs");
        _gates.Count.Should().Be(1);
    }

    [Fact]
    public void A_turn_that_was_left_unfinished_is_known_to_the_next_holder()
    {
        DateTimeOffset left = _time.GetUtcNow();
        using (TurnLease lease = _gates.TryEnter("s1")!)
        {
            lease.UnfinishedSince.Should().BeNull();
            lease.UnfinishedSince = left;
        }

        using TurnLease next = _gates.TryEnter("s1")!;
        next.UnfinishedSince.Should().Be(left);
        next.UnfinishedSince = null;
        next.Dispose();
        _gates.Count.Should().Be(0, "the turn has ended");
    }

    private Task<TurnLease> EnterAsync() => _gates.EnterAsync("s1", s_limit, null, default);
}
