namespace LiteLlm.AgentSdk;

/// <summary>The connection to the turn is lost, and another one is being made; the platform works on.</summary>
public sealed record TurnReconnecting : TurnUpdate
{
    /// <summary>Gets which attempt this is since something last came: 1, 2, ...</summary>
    /// <value>Default: 0.</value>
    public int Attempt { get; init; }

    /// <summary>Gets what ended the connection.</summary>
    /// <value>Default: empty.</value>
    public string Reason { get; init => field = value ?? ""; } = "";
}
