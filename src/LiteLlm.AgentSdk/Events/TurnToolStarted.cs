namespace LiteLlm.AgentSdk;

/// <summary>The agent has called a tool. The input is known; the output is not.</summary>
public sealed record TurnToolStarted : TurnPartUpdate
{
    /// <summary>Gets the tool's part in its current state.</summary>
    public required ToolPart Tool { get; init; }
}
