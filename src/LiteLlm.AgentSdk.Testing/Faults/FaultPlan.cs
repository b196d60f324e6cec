namespace LiteLlm.AgentSdk.Testing;

/// <summary>
/// The faults that are still to come, in order. Each request takes the first that matches it, and uses it up (or one of its
/// times). Safe to use from any thread, while requests are under way.
/// </summary>
public sealed class FaultPlan
{
    private readonly Gate _gate = new();
    private readonly List<(Fault Fault, int Left)> _faults = [];
    private readonly Signal _signal;
    private int _fired;

    internal FaultPlan(Signal signal) => _signal = signal;

    /// <summary>Gets how many requests have met a fault.</summary>
    public int Fired => Volatile.Read(ref _fired);

    /// <summary>Gets how many faults are still in the plan; one that happens several times counts once.</summary>
    public int Pending
    {
        get
        {
            lock (_gate)
            {
                return _faults.Count;
            }
        }
    }

    /// <summary>Puts a fault at the end of the plan.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>This plan.</returns>
    public FaultPlan Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_gate)
        {
            _faults.Add((fault, fault.Count));
        }

        return this;
    }

    /// <summary>Takes all faults out of the plan. Those that requests have already met go on.</summary>
    /// <returns>This plan.</returns>
    public FaultPlan Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }

        return this;
    }

    /// <summary>Waits until this many requests have met a fault.</summary>
    /// <param name="count">How many, since the start.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task WaitForFiredAsync(int count, CancellationToken cancellationToken = default) =>
        _signal.WaitUntilAsync(() => Fired >= count, cancellationToken);

    internal Fault? Take(string method, string? route, string path, string? sessionId)
    {
        lock (_gate)
        {
            int index = _faults.FindIndex(entry => entry.Fault.Matches(method, route, path, sessionId));
            if (index < 0)
            {
                return null;
            }

            (Fault fault, int left) = _faults[index];
            if (left == 1)
            {
                _faults.RemoveAt(index);
            }
            else if (left != int.MaxValue)
            {
                _faults[index] = (fault, left - 1);
            }

            _fired++;
            _signal.Pulse();
            return fault;
        }
    }
}
