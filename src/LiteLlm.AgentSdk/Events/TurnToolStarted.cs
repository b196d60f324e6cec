namespace LiteLlm.AgentSdk;

/// <summary>The agent uses a tool; its input is known, its outcome is not.</summary>
/// <param name="Tool">The tool's part as it stands.</param>
public sealed record TurnToolStarted(ToolPart Tool) : TurnUpdate;
