using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>What wakes a waiting turn, and on which thread it continues.</summary>
public sealed class WakeUpTests : IDisposable
{
    [ThreadStatic]
    private static bool t_isSignaling;

    private readonly ManualTimeProvider _time = new();
    private readonly WakeUp _wakeUp;

    public WakeUpTests() => _wakeUp = new WakeUp(_time);

    public void Dispose() => _wakeUp.Dispose();

    [Fact]
    public void An_event_and_a_completion_end_the_wait()
    {
        foreach (Action signal in (Action[])[_wakeUp.OnEvent, _wakeUp.OnCompleted])
        {
            ValueTask wait = _wakeUp.WaitAsync(Timeout.InfiniteTimeSpan);
            wait.IsCompleted.Should().BeFalse();

            signal();

            wait.IsCompletedSuccessfully.Should().BeTrue();
        }
    }

    [Fact]
    public void A_signal_before_the_wait_ends_the_next_wait_and_only_that_one()
    {
        _wakeUp.OnEvent();
        _wakeUp.OnCompleted();

        ValueTask first = _wakeUp.WaitAsync(Timeout.InfiniteTimeSpan);
        first.IsCompletedSuccessfully.Should().BeTrue();
        ValueTask second = _wakeUp.WaitAsync(Timeout.InfiniteTimeSpan);
        second.IsCompleted.Should().BeFalse("the signals ended one wait");
    }

    [Fact]
    public void A_signal_that_ended_a_wait_does_not_end_the_next_one()
    {
        ValueTask first = _wakeUp.WaitAsync(Timeout.InfiniteTimeSpan);
        _wakeUp.OnCompleted();
        first.IsCompletedSuccessfully.Should().BeTrue();

        ValueTask second = _wakeUp.WaitAsync(Timeout.InfiniteTimeSpan);
        second.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public void The_time_ends_the_wait()
    {
        ValueTask wait = _wakeUp.WaitAsync(TimeSpan.FromSeconds(10));

        _time.Advance(TimeSpan.FromSeconds(9));
        wait.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));

        wait.IsCompletedSuccessfully.Should().BeTrue();
    }

    [Fact]
    public void A_wait_without_a_limit_sets_no_timer()
    {
        ValueTask wait = _wakeUp.WaitAsync(Timeout.InfiniteTimeSpan);

        wait.IsCompleted.Should().BeFalse();
        _time.Pending.Should().BeEmpty();
    }

    [Theory]
    [InlineData(int.MaxValue - 1L, int.MaxValue - 1L)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(int.MaxValue + 1L, int.MaxValue)]
    [InlineData(uint.MaxValue + 1L, int.MaxValue)]
    public void A_time_that_is_too_long_for_a_timer_is_shortened(long milliseconds, long set)
    {
        ValueTask wait = _wakeUp.WaitAsync(TimeSpan.FromMilliseconds(milliseconds));

        wait.IsCompleted.Should().BeFalse();
        _time.Pending.Should().Equal(TimeSpan.FromMilliseconds(set));
    }

    [Fact]
    public async Task After_an_event_the_waiter_continues_on_the_thread_that_read_it() =>
        (await ContinuesInsideAsync(Timeout.InfiniteTimeSpan, _wakeUp.OnEvent)).Should().BeTrue();

    [Fact]
    public async Task After_a_completion_the_waiter_continues_on_another_thread() =>
        (await ContinuesInsideAsync(Timeout.InfiniteTimeSpan, _wakeUp.OnCompleted)).Should().BeFalse();

    [Fact]
    public async Task After_its_time_the_waiter_continues_on_another_thread() =>
        (await ContinuesInsideAsync(TimeSpan.FromSeconds(1), () => _time.Advance(TimeSpan.FromSeconds(1)))).Should().BeFalse();

    // Returns whether the waiter continues inside the signal, and not later.
    private async Task<bool> ContinuesInsideAsync(TimeSpan time, Action signal)
    {
        TaskCompletionSource<bool> continued = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ValueTask wait = _wakeUp.WaitAsync(time);
        wait.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() => continued.SetResult(t_isSignaling));
        t_isSignaling = true;
        signal();
        t_isSignaling = false;
        return await continued.Task;
    }
}
