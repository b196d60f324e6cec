namespace LiteLlm.AgentSdk;

/// <summary>The agent's reasoning has grown. It is no part of the answer's text.</summary>
/// <param name="Delta">What was added.</param>
public sealed record TurnReasoningDelta(string Delta) : TurnUpdate
{
    /// <summary>The part that has grown.</summary>
    public string PartId { get; init; } = "";

    /// <summary>The message that the part is of.</summary>
    public string MessageId { get; init; } = "";
}
