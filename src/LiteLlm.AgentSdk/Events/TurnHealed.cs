namespace LiteLlm.AgentSdk;

/// <summary>
/// The turn is being followed again, and what was missed has come, as far as the platform has it already; the rest comes at the latest with
/// the end of the turn.
/// </summary>
public sealed record TurnHealed : TurnUpdate;
