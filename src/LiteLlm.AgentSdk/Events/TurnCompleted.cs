namespace LiteLlm.AgentSdk;

/// <summary>The turn has ended. This is always the last update.</summary>
public sealed record TurnCompleted : TurnUpdate
{
    /// <summary>
    /// Gets the reply: all parts of all messages of the turn, in order. <see cref="Reply.Error"/> is set if the turn failed.
    /// </summary>
    public required Reply Reply { get; init; }
}
