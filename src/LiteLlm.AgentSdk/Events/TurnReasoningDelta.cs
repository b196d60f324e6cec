namespace LiteLlm.AgentSdk;

/// <summary>New text of the agent's reasoning, which is not part of the answer's text.</summary>
public sealed record TurnReasoningDelta : TurnPartUpdate
{
    /// <summary>Gets the added text.</summary>
    /// <value>Default: empty.</value>
    public string Delta { get; init => field = value ?? ""; } = "";
}
