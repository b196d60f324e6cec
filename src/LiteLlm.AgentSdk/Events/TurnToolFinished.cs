namespace LiteLlm.AgentSdk;

/// <summary>A tool has ended. Its state contains the output or the error.</summary>
public sealed record TurnToolFinished : TurnPartUpdate
{
    /// <summary>Gets the tool's part in its current state.</summary>
    public required ToolPart Tool { get; init; }
}
