namespace LiteLlm.AgentSdk.Turns;

/// <summary>What a reading of the thread showed of a turn.</summary>
internal enum ThreadView
{
    /// <summary>The thread has not been read since something changed.</summary>
    NotRead,

    /// <summary>The thread could not be read.</summary>
    Unreadable,

    /// <summary>The turn's user message is not in the thread, or not yet.</summary>
    Absent,

    /// <summary>
    /// The user message is there without an answer, and no answer is being written. opencode will not answer it any more.
    /// </summary>
    Unanswered,

    /// <summary>The turn is running, or waits for another turn.</summary>
    Running,

    /// <summary>The turn is over, and its answer has been merged.</summary>
    Over,

    /// <summary>The user message was there before and is not there any more: the harness has lost the session.</summary>
    Gone,

    /// <summary>A restart or a recovery has rebuilt the thread, so it can't show whether the message started a turn.</summary>
    Rebuilt,

    /// <summary>Several user messages may be the one that began the turn.</summary>
    Ambiguous,

    /// <summary>The turn is over, but which of several answers belongs to it can't be determined.</summary>
    SameMoment,
}
