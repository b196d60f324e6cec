namespace LiteLlm.AgentSdk;

/// <summary>The agent uses a tool; its input is known, its outcome is not.</summary>
public sealed record TurnToolStarted : TurnPartUpdate
{
    /// <summary>Gets the tool's part as it stands.</summary>
    public required ToolPart Tool { get; init; }
}
