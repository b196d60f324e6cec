namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>
/// The system's clock, except for periods that must not end before they were observed, even on the slowest machine: the phases of new
/// sessions, and other times of days, last until they are ended here.
/// </summary>
internal sealed class PhaseTime : TimeProvider
{
    /// <summary>The length of a phase by this clock. No other period of the platform has this length.</summary>
    public static readonly TimeSpan Phase = TimeSpan.FromDays(10);

    /// <summary>The time before the second end of a turn of opencode.</summary>
    public static readonly TimeSpan SecondEnd = TimeSpan.FromDays(11);

    /// <summary>The time before an inline harness replays a history.</summary>
    public static readonly TimeSpan Replay = TimeSpan.FromDays(12);

    /// <summary>The time before a model is asked.</summary>
    public static readonly TimeSpan Latency = TimeSpan.FromDays(13);

    /// <summary>The time that a recovery takes.</summary>
    public static readonly TimeSpan Recovery = TimeSpan.FromDays(14);

    private readonly Lock _gate = new();
    private readonly List<ITimer> _phases = [];
    private readonly List<(TimeSpan DueTime, ITimer Timer)> _timers = [];
    private readonly List<(TimeSpan DueTime, int Count, TaskCompletionSource Set)> _waiters = [];
    private bool _areOver;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            // A session may reach its phase after the phases were ended.
            bool isPhase = dueTime == Phase && !_areOver;
            ITimer timer = base.CreateTimer(callback, state, dueTime == Phase && _areOver ? TimeSpan.Zero : dueTime, period);
            _timers.Add((dueTime, timer));
            if (isPhase)
            {
                _phases.Add(timer);
            }

            foreach ((TimeSpan awaited, int count, TaskCompletionSource set) in _waiters)
            {
                if (awaited == dueTime && Count(dueTime) >= count)
                {
                    set.TrySetResult();
                }
            }

            _waiters.RemoveAll(waiter => waiter.Set.Task.IsCompleted);
            return timer;
        }
    }

    /// <summary>Makes phases last from now on.</summary>
    public void BeginPhases()
    {
        lock (_gate)
        {
            _areOver = false;
        }
    }

    /// <summary>Ends the current phases of sessions and their later phases.</summary>
    public void EndPhases()
    {
        lock (_gate)
        {
            _areOver = true;
            foreach (ITimer phase in _phases)
            {
                phase.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }

            _phases.Clear();
        }
    }

    /// <summary>Fires the timers of this length that are set.</summary>
    public void Fire(TimeSpan dueTime)
    {
        lock (_gate)
        {
            foreach ((_, ITimer timer) in _timers.Where(timer => timer.DueTime == dueTime))
            {
                timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }

            _timers.RemoveAll(timer => timer.DueTime == dueTime);
        }
    }

    /// <summary>Returns a task that completes when a number of timers of this length is set.</summary>
    public Task WhenWaitingAsync(TimeSpan dueTime, int count = 1)
    {
        TaskCompletionSource set = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (Count(dueTime) >= count)
            {
                set.SetResult();
            }
            else
            {
                _waiters.Add((dueTime, count, set));
            }
        }

        return set.Task;
    }

    /// <summary>Returns a task that completes when the next timer of this length is set, which shows that code has begun to wait.</summary>
    public Task WhenSetAsync(TimeSpan dueTime)
    {
        lock (_gate)
        {
            return WhenWaitingAsync(dueTime, Count(dueTime) + 1);
        }
    }

    private int Count(TimeSpan dueTime) => _timers.Count(timer => timer.DueTime == dueTime);
}
