namespace LiteLlm.AgentSdk;

/// <summary>A part of a turn and how much of it was seen.</summary>
/// <param name="MessageId">The message that the part is of.</param>
/// <param name="PartId">The part.</param>
/// <param name="Length">How many characters of its text were given.</param>
/// <param name="IsStarted">For a tool: whether its start was announced.</param>
/// <param name="IsFinished">For a tool: whether its end was announced.</param>
public sealed record TurnTokenPart(string MessageId, string PartId, int Length, bool IsStarted, bool IsFinished);
