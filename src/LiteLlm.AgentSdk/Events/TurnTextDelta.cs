namespace LiteLlm.AgentSdk;

/// <summary>The agent's answer has grown.</summary>
public sealed record TurnTextDelta : TurnPartUpdate
{
    /// <summary>Gets what was added.</summary>
    /// <value>Default: empty.</value>
    public string Delta { get; init => field = value ?? ""; } = "";

    /// <summary>Gets what was added.</summary>
    /// <value><see cref="Delta"/>.</value>
    public override string Text => Delta;
}
