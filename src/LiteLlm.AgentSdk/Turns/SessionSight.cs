namespace LiteLlm.AgentSdk.Turns;

/// <summary>What the platform says about the session of a turn.</summary>
internal enum SessionSight
{
    /// <summary>It has not been asked since something changed.</summary>
    NotAsked,

    /// <summary>It gave no answer.</summary>
    Unreadable,

    /// <summary>The session is as it was before the message.</summary>
    Same,

    /// <summary>The session has another harness session, or is being created: a recovery was tried.</summary>
    Replaced,

    /// <summary>The session has ended.</summary>
    Ended,
}
