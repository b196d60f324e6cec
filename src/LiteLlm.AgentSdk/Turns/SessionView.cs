namespace LiteLlm.AgentSdk.Turns;

/// <summary>What the last request for the session of a turn showed.</summary>
internal enum SessionView
{
    /// <summary>The session has not been requested since something changed.</summary>
    NotChecked,

    /// <summary>The session could not be read.</summary>
    Unreadable,

    /// <summary>The session is unchanged since the message was sent.</summary>
    Same,

    /// <summary>The session has a different harness session, or is being created: the platform tried a recovery.</summary>
    Replaced,

    /// <summary>The session has ended, or does not exist any more.</summary>
    Ended,
}
