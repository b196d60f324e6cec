namespace LiteLlm.AgentSdk;

/// <summary>The connection to the turn is lost and is being taken up again; the turn itself goes on.</summary>
/// <param name="Attempt">Which attempt this is since something last came: 1, 2, ...</param>
/// <param name="Reason">What ended the connection.</param>
public sealed record TurnReconnecting(int Attempt, string Reason) : TurnUpdate;
