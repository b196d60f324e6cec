namespace LiteLlm.AgentSdk.Turns;

/// <summary>A session's turn: taken or free, who waits for it, and whether its last holder left the turn running.</summary>
internal sealed class TurnGate
{
    public bool IsBusy { get; set; }

    public LinkedList<TaskCompletionSource> Queue { get; } = new();

    /// <summary>Gets or sets when a holder left without seeing its turn end (a left loop, a cancellation, a lost answer).</summary>
    public DateTimeOffset? UnfinishedSince { get; set; }
}
