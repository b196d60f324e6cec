namespace LiteLlm.AgentSdk;

/// <summary>An update about one part of the answer.</summary>
public abstract record TurnPartUpdate : TurnUpdate
{
    private protected TurnPartUpdate()
    {
    }

    /// <summary>Gets the id of the message that the part belongs to.</summary>
    /// <value>Empty if the server does not say.</value>
    public string MessageId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the id of the part.</summary>
    /// <value>Empty if the server does not say.</value>
    public string PartId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the position in the text of the part at which the update begins, in characters.</summary>
    /// <value>Default: 0.</value>
    public int Offset { get; init; }
}
