namespace LiteLlm.AgentSdk.Turns;

/// <summary>Whose turn an assistant message belongs to.</summary>
internal enum TurnOwner
{
    /// <summary>Not known yet. Its text is kept and not shown.</summary>
    Undecided,

    /// <summary>This turn's.</summary>
    Ours,

    /// <summary>Another turn's.</summary>
    Others,
}
