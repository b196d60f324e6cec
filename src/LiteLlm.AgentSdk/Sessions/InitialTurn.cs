namespace LiteLlm.AgentSdk;

/// <summary>What a session object knows about the turn of the session's initial prompt.</summary>
internal enum InitialTurn
{
    /// <summary>The session was read by its id; it may have been created with a prompt.</summary>
    Unknown,

    /// <summary>There is no such turn, or it has ended.</summary>
    None,

    /// <summary>The session was created with a prompt, and the end of its turn has not been seen.</summary>
    Expected,
}
