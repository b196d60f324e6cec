namespace LiteLlm.AgentSdk.Testing.Scripting;

/// <summary>Text in pieces: known ones, each after a while, or those that come.</summary>
internal sealed record TextStep(IReadOnlyList<string> Pieces, TimeSpan? Pace, bool IsReasoning, IAsyncEnumerable<string>? Coming = null)
    : TurnStep;
