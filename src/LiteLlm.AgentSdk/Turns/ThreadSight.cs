namespace LiteLlm.AgentSdk.Turns;

/// <summary>What a reading of the thread says about a turn.</summary>
internal enum ThreadSight
{
    /// <summary>It has not been read since something changed.</summary>
    NotRead,

    /// <summary>It could not be read.</summary>
    Unreadable,

    /// <summary>The turn's user message is not there, or not yet.</summary>
    Absent,

    /// <summary>The user message is there, no answer to it is, and none is being written: with opencode none will come.</summary>
    Unanswered,

    /// <summary>The turn runs, or waits for one that runs.</summary>
    Running,

    /// <summary>The turn is over, and its answer has been merged.</summary>
    Over,

    /// <summary>The user message was there and is gone: the harness has lost the session.</summary>
    Gone,

    /// <summary>A restart or a recovery made the thread again: it proves nothing.</summary>
    Rebuilt,

    /// <summary>Several user messages may be the turn's.</summary>
    Ambiguous,

    /// <summary>The turn is over, and which of several answers is its own can't be told.</summary>
    SameMoment,
}
