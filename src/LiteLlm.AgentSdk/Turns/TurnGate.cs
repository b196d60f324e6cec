namespace LiteLlm.AgentSdk.Turns;

/// <summary>The gate of a session, which lets one turn through at a time.</summary>
internal sealed class TurnGate
{
    public bool IsBusy { get; set; }

    public LinkedList<TaskCompletionSource> Queue { get; } = new();

    /// <summary>
    /// Gets or sets when a holder left the gate without seeing the end of its turn: the caller left the loop or canceled, or the response
    /// was lost. Null if no turn was left unfinished.
    /// </summary>
    public DateTimeOffset? UnfinishedSince { get; set; }
}
