namespace LiteLlm.AgentSdk;

/// <summary>The turn is over. Always the last update.</summary>
public sealed record TurnCompleted : TurnUpdate
{
    /// <summary>Gets all parts of all messages of the turn, in order; its <see cref="Reply.Error"/> is set if the turn failed.</summary>
    public required Reply Reply { get; init; }
}
