namespace LiteLlm.AgentSdk;

/// <summary>What a session object knows of the turn that the session began with.</summary>
internal enum InitialTurn
{
    /// <summary>The session was found by its id: it may have been created with a prompt.</summary>
    Unknown,

    /// <summary>There is none, or it is over.</summary>
    None,

    /// <summary>The session was created with a prompt, whose turn has not been seen to end.</summary>
    Expected,
}
