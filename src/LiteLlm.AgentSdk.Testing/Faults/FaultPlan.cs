namespace LiteLlm.AgentSdk.Testing;

/// <summary>
/// The planned faults, in order. Each request gets the first fault that matches it, which is then removed, or, if it applies to several
/// requests, counted down. The plan is thread-safe and can be changed while requests are running.
/// </summary>
public sealed class FaultPlan
{
    private readonly Gate _gate = new();
    private readonly List<(Fault Fault, int Left)> _faults = [];
    private readonly Signal _signal;
    private int _fired;

    internal FaultPlan(Signal signal) => _signal = signal;

    /// <summary>Gets the number of requests that got a fault.</summary>
    public int Fired => Volatile.Read(ref _fired);

    /// <summary>Gets the number of planned faults; a fault for several requests counts once.</summary>
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

    /// <summary>Adds a fault to the end of the plan.</summary>
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

    /// <summary>Removes all faults from the plan. Faults that requests have already got continue.</summary>
    /// <returns>This plan.</returns>
    public FaultPlan Clear()
    {
        lock (_gate)
        {
            _faults.Clear();
        }

        return this;
    }

    /// <summary>Waits until a number of requests have got a fault.</summary>
    /// <param name="count">The number of requests since the start.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task WaitForFiredAsync(int count, CancellationToken cancellationToken = default) =>
        _signal.WaitUntilAsync(() => Fired >= count, cancellationToken);

    internal Fault? Consume(string method, string? route, string path, string? sessionId)
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
