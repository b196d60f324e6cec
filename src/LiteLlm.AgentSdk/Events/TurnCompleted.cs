namespace LiteLlm.AgentSdk;

/// <summary>The turn is over. Always the last update.</summary>
/// <param name="Reply">All parts of all messages of the turn, in order; its <see cref="Reply.Error"/> is set when the turn failed.</param>
public sealed record TurnCompleted(Reply Reply) : TurnUpdate;
