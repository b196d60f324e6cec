namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Allows one turn at a time per session, first come, first served. Two turns at once would run in parallel on one harness, and would be
/// merged into one on another.
/// </summary>
internal sealed class TurnGates(TimeProvider time)
{
    /// <summary>How long an unfinished turn is remembered if no message follows. It is longer than any turn runs.</summary>
    internal static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <summary>The largest number of unfinished turns that are remembered.</summary>
    internal const int MaxRemembered = 4096;

    private readonly Dictionary<string, TurnGate> _gates = new(StringComparer.Ordinal);
    private readonly Queue<(string SessionId, TurnGate Gate, DateTimeOffset Since)> _unfinished = new();
    private readonly object _lock = new(); // net8.0 has no System.Threading.Lock

    /// <summary>Gets the number of sessions that have a turn, a queue or an unfinished turn; for tests.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _gates.Count;
            }
        }
    }

    /// <summary>Waits until the session is free. Dispose the lease when the turn has ended.</summary>
    /// <exception cref="AgentPlatformTimeoutException">The session was not free within <paramref name="queueTimeout"/>.</exception>
    public async Task<TurnLease> EnterAsync(string sessionId, TimeSpan queueTimeout, Action? onQueued, CancellationToken cancellationToken)
    {
        TurnGate gate;
        LinkedListNode<TaskCompletionSource> waiter;
        lock (_lock)
        {
            if (TryEnter(sessionId, out gate) is { } lease)
            {
                return lease;
            }

            waiter = gate.Queue.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        try
        {
            onQueued?.Invoke();
            await waiter.Value.Task.WaitAsync(queueTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            bool granted;
            lock (_lock)
            {
                granted = waiter.List is null;
                if (!granted)
                {
                    gate.Queue.Remove(waiter);
                }
            }

            if (granted)
            {
                // The gate was passed to this waiter just as the wait ended. Pass it on to the next one.
                Leave(sessionId, gate);
            }

            if (e is not TimeoutException)
            {
                throw;
            }

            throw new AgentPlatformTimeoutException(
                $"Session {sessionId}: an earlier message of this client still has the session's turn "
                + $"after {nameof(AgentPlatformOptions.QueueTimeout)} ({queueTimeout}). "
                + "Is this a send inside the loop over another send's stream? "
                + "Such a send waits for the loop, and the loop for it: leave the loop first.")
            {
                Limit = nameof(AgentPlatformOptions.QueueTimeout),
            };
        }

        return new TurnLease(this, sessionId, gate);
    }

    /// <summary>
    /// Enters the session's gate if it is free. A caller that only follows a turn does not wait, because the turn that this client is
    /// running may be the one to follow.
    /// </summary>
    public TurnLease? TryEnter(string sessionId)
    {
        lock (_lock)
        {
            return TryEnter(sessionId, out _);
        }
    }

    private TurnLease? TryEnter(string sessionId, out TurnGate gate)
    {
        ForgetOld();
        if (!_gates.TryGetValue(sessionId, out gate!))
        {
            _gates.Add(sessionId, gate = new TurnGate());
        }

        if (gate.IsBusy)
        {
            return null;
        }

        gate.IsBusy = true;
        return new TurnLease(this, sessionId, gate);
    }

    internal void Leave(string sessionId, TurnGate gate)
    {
        lock (_lock)
        {
            if (gate.Queue.First is { } next)
            {
                gate.Queue.RemoveFirst();
                next.Value.SetResult();
                return;
            }

            gate.IsBusy = false;
            if (gate.UnfinishedSince is not { } since)
            {
                Remove(sessionId, gate);
                return;
            }

            _unfinished.Enqueue((sessionId, gate, since));
            ForgetOld();
        }
    }

    /// <summary>Removes the unfinished turn of a session that has ended.</summary>
    public void Forget(string sessionId)
    {
        lock (_lock)
        {
            if (_gates.TryGetValue(sessionId, out TurnGate? gate) && !gate.IsBusy)
            {
                _gates.Remove(sessionId);
            }
        }
    }

    private void ForgetOld()
    {
        DateTimeOffset now = time.GetUtcNow();
        while (_unfinished.TryPeek(out (string SessionId, TurnGate Gate, DateTimeOffset Since) oldest)
            && (_unfinished.Count > MaxRemembered || now - oldest.Since >= Remembered))
        {
            _unfinished.Dequeue();

            // The session may have had other turns since. Remove the gate only if this turn is still the one left unfinished.
            if (!oldest.Gate.IsBusy && oldest.Gate.UnfinishedSince == oldest.Since)
            {
                Remove(oldest.SessionId, oldest.Gate);
            }
        }
    }

    private void Remove(string sessionId, TurnGate gate)
    {
        if (_gates.TryGetValue(sessionId, out TurnGate? current) && ReferenceEquals(current, gate))
        {
            _gates.Remove(sessionId);
        }
    }
}
