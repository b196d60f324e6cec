namespace LiteLlm.AgentSdk;

/// <summary>The agent's reasoning has grown. It does not belong to the text of the answer.</summary>
public sealed record TurnReasoningDelta : TurnPartUpdate
{
    /// <summary>Gets what was added.</summary>
    /// <value>Default: empty.</value>
    public string Delta { get; init => field = value ?? ""; } = "";
}
