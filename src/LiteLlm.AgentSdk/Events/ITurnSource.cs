namespace LiteLlm.AgentSdk;

/// <summary>The source of a turn's updates, which knows how many of them the caller has received.</summary>
internal interface ITurnSource
{
    /// <summary>Gets the id of the user message that began the turn; null until it has been seen.</summary>
    string? UserMessageId { get; }

    /// <summary>
    /// Creates a checkpoint of the updates that the caller has received; null until the turn's user message has been seen.
    /// </summary>
    TurnCheckpoint? CreateCheckpoint();
}
