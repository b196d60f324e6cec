namespace LiteLlm.AgentSdk.Turns;

/// <summary>Why a turn is given up. <see cref="TurnWords"/> makes the exception.</summary>
internal enum TurnFailure
{
    /// <summary>The message certainly started no turn.</summary>
    NotDelivered,

    /// <summary>The message is there, and the harness refused it: no answer will come.</summary>
    NeverAnswered,

    /// <summary>The platform tried to recover the sandbox and failed: the turn may have run, and no reply will come.</summary>
    RecoveryFailed,

    /// <summary>An attempt after the first was refused, and the message is not there: an earlier attempt may have run.</summary>
    RefusedLate,

    /// <summary>The message did not show in time.</summary>
    NotShown,

    /// <summary>The messages before the send are not known, so that the message can't be recognized.</summary>
    NoBaseline,

    /// <summary>The thread was made again.</summary>
    Rebuilt,

    /// <summary>Several messages may be the one that was sent.</summary>
    Ambiguous,

    /// <summary>Which of several answers of one millisecond is the turn's can't be told.</summary>
    SameMoment,

    /// <summary>The harness has lost the turn.</summary>
    Gone,

    /// <summary>The session has ended.</summary>
    SessionEnded,

    /// <summary>Streams were opened too often without anything new.</summary>
    TooManyAttempts,

    /// <summary>The turn was cut, nothing has been seen of it since, and nothing speaks for its going on.</summary>
    Silent,

    /// <summary>The stream was cut, and lost turns are not looked for.</summary>
    Cut,

    /// <summary>The reply's earlier messages can't be read.</summary>
    ReplyIncomplete,
}
