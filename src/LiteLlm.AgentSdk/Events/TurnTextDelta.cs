namespace LiteLlm.AgentSdk;

/// <summary>The agent's answer has grown.</summary>
/// <param name="Delta">What was added.</param>
public sealed record TurnTextDelta(string Delta) : TurnUpdate
{
    /// <summary>What was added.</summary>
    public override string Text => Delta;

    /// <summary>The part that has grown.</summary>
    /// <value>Empty when the server does not say.</value>
    public string PartId { get; init; } = "";

    /// <summary>The message that the part is of.</summary>
    /// <value>Empty when the server does not say.</value>
    public string MessageId { get; init; } = "";
}
