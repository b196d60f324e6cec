namespace LiteLlm.AgentSdk;

/// <summary>A text or reasoning part now reads differently from what its deltas had added up to: show it again.</summary>
public sealed record TurnPartReplaced : TurnPartUpdate
{
    /// <summary>Gets the part, whole.</summary>
    public required MessagePart Part { get; init; }

    /// <summary>Gets what the deltas had added up to.</summary>
    /// <value>Default: empty.</value>
    public string PreviousText { get; init => field = value ?? ""; } = "";
}
