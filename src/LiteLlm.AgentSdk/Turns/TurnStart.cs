namespace LiteLlm.AgentSdk.Turns;

/// <summary>A session's turn, held, and what its thread was before the message.</summary>
internal sealed record TurnStart(TurnLease Lease, ThreadBaseline? Baseline) : IDisposable
{
    public void Dispose() => Lease.Dispose();
}
