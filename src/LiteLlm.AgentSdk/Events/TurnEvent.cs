namespace LiteLlm.AgentSdk;

/// <summary>
/// Something happened in the session that adds nothing to the answer: its <see cref="TurnUpdate.Event"/> says what. Unknown types arrive so
/// too.
/// </summary>
public sealed record TurnEvent : TurnUpdate;
