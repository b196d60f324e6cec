namespace LiteLlm.AgentSdk.Testing.Scripting;

/// <summary>A text in pieces: either a list with a time before each piece, or an asynchronous sequence.</summary>
internal sealed record TextStep(IReadOnlyList<string> Pieces, TimeSpan? Pace, bool IsReasoning, IAsyncEnumerable<string>? Coming = null)
    : TurnStep;
