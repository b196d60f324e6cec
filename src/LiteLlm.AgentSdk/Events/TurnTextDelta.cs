namespace LiteLlm.AgentSdk;

/// <summary>New text of the agent's answer.</summary>
public sealed record TurnTextDelta : TurnPartUpdate
{
    /// <summary>Gets the added text.</summary>
    /// <value>Default: empty.</value>
    public string Delta { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the added text.</summary>
    /// <value><see cref="Delta"/>.</value>
    public override string Text => Delta;
}
