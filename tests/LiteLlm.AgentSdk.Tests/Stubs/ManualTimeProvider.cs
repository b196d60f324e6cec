namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>
/// A clock that stands still until a test moves it. Due timers fire one after another in the order of their times, each at its own time, on
/// the thread that moves the clock.
/// </summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(Func<bool> Met, TaskCompletionSource Waiter)> _waiters = [];
    private DateTimeOffset _now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private long _elapsed;
    private int _created;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Gets the number of timers that were ever created.</summary>
    public int TimersCreated => Read(() => _created);

    /// <summary>Gets the remaining times of the waiting timers, soonest first.</summary>
    public IReadOnlyList<TimeSpan> Pending =>
        Read(() => (TimeSpan[])[.. _timers.Where(timer =>
            timer.Due is not null).Select(timer => TimeSpan.FromTicks(timer.Due!.Value - _elapsed)).Order()]);

    public override DateTimeOffset GetUtcNow() => Read(() => _now);

    public override long GetTimestamp() => Read(() => _elapsed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, and fires the timers that become due, including those that are created meanwhile.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long target = Read(() => _elapsed) + by.Ticks;
        while (TakeDue(target) is { } timer)
        {
            timer.Fire();
        }

        lock (_lock)
        {
            MoveTo(target);
        }
    }

    /// <summary>Moves only the wall clock, as an administrator or a daylight-saving bug does. Timers are not affected.</summary>
    public void SetUtcNow(DateTimeOffset now)
    {
        lock (_lock)
        {
            _now = now;
        }
    }

    /// <summary>Completes when n timers are waiting, so that a test does not move the clock too early.</summary>
    public Task WaitForTimersAsync(int pending = 1) =>
        WaitUntilAsync(() => _timers.Count(timer => timer.Due is not null) >= pending);

    /// <summary>Completes when a timer waits whose remaining time meets a condition.</summary>
    public Task WaitForTimerAsync(Func<TimeSpan, bool> isDue) =>
        WaitUntilAsync(() => _timers.Exists(timer => timer.Due is { } due && isDue(TimeSpan.FromTicks(due - _elapsed))));

    /// <summary>Completes when n timers have been created since the beginning, whether they still wait or not.</summary>
    public Task WaitForTimersCreatedAsync(int total) => WaitUntilAsync(() => _created >= total);

    private Task WaitUntilAsync(Func<bool> met)
    {
        TaskCompletionSource waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (met())
            {
                return Task.CompletedTask;
            }

            _waiters.Add((met, waiter));
        }

        return waiter.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private ManualTimer? TakeDue(long target)
    {
        lock (_lock)
        {
            ManualTimer? next = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            if (next is not null)
            {
                MoveTo(Math.Max(_elapsed, next.Due!.Value));
                next.Due = next.Period is { } period ? next.Due + period : null;
            }

            return next;
        }
    }

    private void MoveTo(long elapsed)
    {
        _now += TimeSpan.FromTicks(elapsed - _elapsed);
        _elapsed = elapsed;
    }

    private T Read<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    private bool Set(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        List<TaskCompletionSource> ready;
        lock (_lock)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            timer.Due = dueTime == Timeout.InfiniteTimeSpan ? null : _elapsed + dueTime.Ticks;
            timer.Period = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : period.Ticks;
            if (!_timers.Contains(timer))
            {
                // Counted only now, so that a test that waits for the timer finds it set.
                _timers.Add(timer);
                _created++;
            }

            ready = [.. _waiters.Where(waiter => waiter.Met()).Select(waiter => waiter.Waiter)];
            _waiters.RemoveAll(waiter => ready.Contains(waiter.Waiter));
        }

        ready.ForEach(waiter => waiter.TrySetResult());
        return true;
    }

    private void Remove(ManualTimer timer)
    {
        lock (_lock)
        {
            timer.IsDisposed = true;
            _timers.Remove(timer);
        }
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        public long? Due { get; set; }

        public long? Period { get; set; }

        public bool IsDisposed { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => owner.Set(this, dueTime, period);

        public void Dispose() => owner.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
