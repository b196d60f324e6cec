namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>A text that was shown from its middle on, whole: its beginning had been missed.</summary>
internal sealed record TurnRetold : TurnUpdate
{
    public required MessagePart Part { get; init; }

    public required string Key { get; init; }

    /// <summary>Gets the text of the part.</summary>
    public string Whole => PartText.Of(Part) ?? "";
}
