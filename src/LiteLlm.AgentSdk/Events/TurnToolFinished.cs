namespace LiteLlm.AgentSdk;

/// <summary>A tool has ended: its state says how, with its output or its error.</summary>
/// <param name="Tool">The tool's part as it stands.</param>
public sealed record TurnToolFinished(ToolPart Tool) : TurnUpdate;
