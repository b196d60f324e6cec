namespace LiteLlm.AgentSdk;

/// <summary>A text or reasoning part now reads differently from what its deltas had added up to: show it anew.</summary>
/// <param name="Part">The part, whole.</param>
/// <param name="PreviousText">What the deltas had added up to.</param>
public sealed record TurnPartReplaced(MessagePart Part, string PreviousText) : TurnUpdate;
