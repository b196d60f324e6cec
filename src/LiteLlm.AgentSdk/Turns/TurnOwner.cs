namespace LiteLlm.AgentSdk.Turns;

/// <summary>The turn that an assistant message belongs to.</summary>
internal enum TurnOwner
{
    /// <summary>Not known yet. The message's text is kept, but the caller does not get it.</summary>
    Undecided,

    /// <summary>The message belongs to this turn.</summary>
    Ours,

    /// <summary>The message belongs to another turn.</summary>
    Others,
}
