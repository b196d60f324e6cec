namespace LiteLlm.AgentSdk;

/// <summary>A tool has ended: its state says how, with its output or its error.</summary>
public sealed record TurnToolFinished : TurnPartUpdate
{
    /// <summary>Gets the tool's part as it stands.</summary>
    public required ToolPart Tool { get; init; }
}
