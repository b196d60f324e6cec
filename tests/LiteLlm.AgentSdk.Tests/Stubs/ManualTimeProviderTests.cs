using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Stubs;

public class ManualTimeProviderTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Time_moves_only_when_a_test_moves_it()
    {
        ManualTimeProvider time = new();
        DateTimeOffset now = time.GetUtcNow();
        long stamp = time.GetTimestamp();

        time.Advance(s_second);

        time.GetUtcNow().Should().Be(now + s_second);
        time.GetElapsedTime(stamp).Should().Be(s_second);
    }

    [Fact]
    public void Timers_fire_in_order_at_their_own_times()
    {
        ManualTimeProvider time = new();
        long start = time.GetTimestamp();
        List<(string, double)> fired = [];
        using ITimer late = Timer("late", 3);
        using ITimer early = Timer("early", 1);
        using ITimer again = time.CreateTimer(_ => Note("again"), null, s_second * 2, s_second * 2);
        using ITimer never = time.CreateTimer(_ => Note("never"), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Timer("disposed", 1).Dispose();

        time.Pending.Should().Equal(s_second, s_second * 2, s_second * 3);
        time.TimersCreated.Should().Be(5);
        time.Advance(s_second * 4.5);

        fired.Should().Equal(("early", 1), ("again", 2), ("late", 3), ("again", 4));
        time.Pending.Should().Equal(s_second * 1.5);

        ITimer Timer(string name, int seconds) => time.CreateTimer(_ => Note(name), null, s_second * seconds, Timeout.InfiniteTimeSpan);
        void Note(string name) => fired.Add((name, time.GetElapsedTime(start).TotalSeconds));
    }

    [Fact]
    public void A_timer_set_by_a_timer_fires_in_the_same_move()
    {
        ManualTimeProvider time = new();
        int fired = 0;
        ITimer? timer = null;
        timer = time.CreateTimer(
            _ =>
            {
                if (++fired < 3)
                {
                    timer!.Change(s_second, Timeout.InfiniteTimeSpan);
                }
            },
            null,
            s_second,
            Timeout.InfiniteTimeSpan);

        time.Advance(s_second * 10);

        fired.Should().Be(3);
        timer.Dispose();
        timer.Change(s_second, s_second).Should().BeFalse();
    }

    [Fact]
    public async Task Waits_of_the_framework_use_the_clock()
    {
        ManualTimeProvider time = new();
        using CancellationTokenSource timeout = new(s_second * 5, time);
        Task waiting = new TaskCompletionSource().Task.WaitAsync(s_second * 3, time);

        await time.WaitForTimersAsync(2);
        time.Advance(s_second * 3);
        await waiting.Awaiting(pending => pending).Should().ThrowAsync<TimeoutException>();
        timeout.IsCancellationRequested.Should().BeFalse();
        time.Advance(s_second * 2);

        timeout.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public async Task A_test_can_wait_for_timers_to_be_set()
    {
        ManualTimeProvider time = new();

        Task pending = time.WaitForTimersAsync(1);
        Task created = time.WaitForTimersCreatedAsync(2);
        pending.IsCompleted.Should().BeFalse();
        using ITimer first = time.CreateTimer(_ => { }, null, s_second, Timeout.InfiniteTimeSpan);
        await pending;
        created.IsCompleted.Should().BeFalse();
        using ITimer second = time.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        await created;
    }

    [Fact]
    public void The_wall_clock_can_jump_by_itself()
    {
        ManualTimeProvider time = new();
        long stamp = time.GetTimestamp();

        time.SetUtcNow(DateTimeOffset.UnixEpoch);

        time.GetUtcNow().Should().Be(DateTimeOffset.UnixEpoch);
        time.GetElapsedTime(stamp).Should().Be(TimeSpan.Zero);
    }
}
