namespace LiteLlm.AgentSdk;

/// <summary>What gives the updates of a turn, and knows how far the caller has followed it.</summary>
internal interface ITurnSource
{
    /// <summary>Gets the id of the user message that began the turn; null until it has been seen.</summary>
    string? UserMessageId { get; }

    /// <summary>Creates a checkpoint of what the caller has been given; null until the turn's user message has been seen.</summary>
    TurnCheckpoint? CreateCheckpoint();
}
