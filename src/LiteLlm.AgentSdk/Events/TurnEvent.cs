namespace LiteLlm.AgentSdk;

/// <summary>
/// An event of the session that adds nothing to the answer; see <see cref="TurnUpdate.Event"/>. Events of unknown types are among them.
/// </summary>
public sealed record TurnEvent : TurnUpdate;
