namespace LiteLlm.AgentSdk;

/// <summary>The text of a text or reasoning part differs from the sum of its deltas. Display the part again.</summary>
public sealed record TurnPartReplaced : TurnPartUpdate
{
    /// <summary>Gets the whole part.</summary>
    public required MessagePart Part { get; init; }

    /// <summary>Gets the sum of the deltas so far.</summary>
    /// <value>Default: empty.</value>
    public string PreviousText { get; init => field = value ?? ""; } = "";
}
