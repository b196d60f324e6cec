namespace LiteLlm.AgentSdk.Testing.Scripting;

internal sealed record TextStep(IReadOnlyList<string> Pieces, TimeSpan? Pace, bool IsReasoning) : TurnStep;
