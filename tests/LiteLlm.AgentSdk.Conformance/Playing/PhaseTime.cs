namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>
/// The system's time, but for the phases of new sessions: they last until they are ended here, so that what was recorded of a session that was being created is asked in time on the slowest
/// machine.
/// </summary>
internal sealed class PhaseTime : TimeProvider
{
    /// <summary>How long a phase lasts by this clock; nothing else of the platform takes as long.</summary>
    public static readonly TimeSpan Phase = TimeSpan.FromDays(10);

    private readonly Lock _gate = new();
    private readonly List<ITimer> _phases = [];
    private readonly List<(TimeSpan DueTime, TaskCompletionSource Set)> _waiters = [];
    private bool _areOver;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            // A session may come to its phase when the phases have been ended already.
            bool isPhase = dueTime == Phase && !_areOver;
            ITimer timer = base.CreateTimer(callback, state, dueTime == Phase && _areOver ? TimeSpan.Zero : dueTime, period);
            if (isPhase)
            {
                _phases.Add(timer);
            }

            foreach ((TimeSpan awaited, TaskCompletionSource set) in _waiters)
            {
                if (awaited == dueTime)
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

    /// <summary>Completed when the next timer of this length is set: how one sees that somebody has begun to wait.</summary>
    public Task WhenSetAsync(TimeSpan dueTime)
    {
        TaskCompletionSource set = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiters.Add((dueTime, set));
        }

        return set.Task;
    }
}
