namespace LiteLlm.AgentSdk;

/// <summary>The turn has started: its user message is in the session.</summary>
public sealed record TurnStarted : TurnUpdate
{
    /// <summary>Gets the id of the user message that began the turn.</summary>
    /// <value>Default: empty.</value>
    public string UserMessageId { get; init => field = value ?? ""; } = "";
}
