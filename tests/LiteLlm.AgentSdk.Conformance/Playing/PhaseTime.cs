namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>
/// The system's time, but for what must not be over before it has been looked at, on the slowest machine: the phases of new sessions, and
/// other times of days, last until they are ended here.
/// </summary>
internal sealed class PhaseTime : TimeProvider
{
    /// <summary>How long a phase lasts by this clock; nothing else of the platform takes as long.</summary>
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
            // A session may come to its phase when the phases have been ended already.
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

    /// <summary>From now on phases last.</summary>
    public void BeginPhases()
    {
        lock (_gate)
        {
            _areOver = false;
        }
    }

    /// <summary>Ends the phases that sessions are in, and those that they come to.</summary>
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

    /// <summary>The timers of this length that are set go off.</summary>
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

    /// <summary>Completed when so many timers of this length are set.</summary>
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

    /// <summary>Completed when the next timer of this length is set: how one sees that somebody has begun to wait.</summary>
    public Task WhenSetAsync(TimeSpan dueTime)
    {
        lock (_gate)
        {
            return WhenWaitingAsync(dueTime, Count(dueTime) + 1);
        }
    }

    private int Count(TimeSpan dueTime) => _timers.Count(timer => timer.DueTime == dueTime);
}
