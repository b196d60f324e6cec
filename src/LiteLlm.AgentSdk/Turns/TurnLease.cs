namespace LiteLlm.AgentSdk.Turns;

/// <summary>Holds the gate of a session until disposed.</summary>
internal sealed class TurnLease(TurnGates gates, string sessionId, TurnGate gate) : IDisposable
{
    private int _disposed;

    /// <summary>
    /// Gets or sets when an earlier holder left a turn that may still run. That turn has to end before another one begins.
    /// </summary>
    public DateTimeOffset? UnfinishedSince
    {
        get => gate.UnfinishedSince;
        set => gate.UnfinishedSince = value;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            gates.Leave(sessionId, gate);
        }
    }
}
