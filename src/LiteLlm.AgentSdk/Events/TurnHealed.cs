namespace LiteLlm.AgentSdk;

/// <summary>
/// The SDK follows the turn again after a lost connection. The missed updates have been delivered as far as the platform has them; the
/// others follow at the end of the turn at the latest.
/// </summary>
public sealed record TurnHealed : TurnUpdate;
