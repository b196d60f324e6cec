namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The full text of a part whose beginning was missed.</summary>
internal sealed record TurnRetold : TurnUpdate
{
    public required MessagePart Part { get; init; }

    public required string Key { get; init; }

    /// <summary>Gets the text of the part.</summary>
    public string Whole => PartText.Of(Part) ?? "";
}
