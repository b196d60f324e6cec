namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The following updates happened before the turn was followed.</summary>
internal sealed record TurnEarlier : TurnUpdate;
