namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>What follows happened before the turn was followed, and comes only now.</summary>
internal sealed record TurnEarlier : TurnUpdate;
