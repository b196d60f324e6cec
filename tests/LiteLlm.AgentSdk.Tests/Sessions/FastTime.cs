namespace LiteLlm.AgentSdk.Tests.Sessions;

/// <summary>
/// A clock with pauses that take a hundredth of their time. Only the pauses that end move the clock, so that a slow machine doesn't use up
/// any limit. Limits of a minute and more keep their length.
/// </summary>
internal sealed class FastTime : TimeProvider
{
    private const int Factor = 100;
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private readonly DateTimeOffset _began = System.GetUtcNow();
    private long _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);

    public override DateTimeOffset GetUtcNow() => _began + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
        {
            throw new NotSupportedException("Pauses end once.");
        }

        Pause pause = new(this, callback, state);
        pause.Change(dueTime, period);
        return pause;
    }

    private void MoveTo(long elapsed)
    {
        for (long now = GetTimestamp(); now < elapsed; now = GetTimestamp())
        {
            Interlocked.CompareExchange(ref _elapsed, elapsed, now);
        }
    }

    private sealed class Pause : ITimer
    {
        private readonly FastTime _time;
        private readonly ITimer _inner;
        private long _due;

        public Pause(FastTime time, TimerCallback callback, object? state)
        {
            _time = time;
            _inner = System.CreateTimer(
                _ =>
                {
                    time.MoveTo(Interlocked.Read(ref _due));
                    callback(state);
                },
                null,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool isShort = dueTime != Timeout.InfiniteTimeSpan && dueTime < s_longest;
            Interlocked.Exchange(ref _due, _time.GetTimestamp() + (dueTime == Timeout.InfiniteTimeSpan ? 0 : dueTime.Ticks));
            return _inner.Change(isShort ? dueTime / Factor : dueTime, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => _inner.Dispose();

        public ValueTask DisposeAsync() => _inner.DisposeAsync();
    }
}
