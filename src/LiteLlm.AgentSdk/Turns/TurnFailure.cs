namespace LiteLlm.AgentSdk.Turns;

/// <summary>Why a turn is given up. <see cref="TurnExceptions"/> creates the exception.</summary>
internal enum TurnFailure
{
    /// <summary>The message certainly started no turn.</summary>
    NotDelivered,

    /// <summary>The message is in the session, but the harness refused it or stopped before an answer: no answer will come.</summary>
    NeverAnswered,

    /// <summary>The platform tried to recover the sandbox and failed. The turn may have run, and no reply will come.</summary>
    RecoveryFailed,

    /// <summary>An attempt after the first was refused, and the message is not in the session. An earlier attempt may have run.</summary>
    RefusedLate,

    /// <summary>The message, or the missed part of its turn, did not show in the session within the time limit.</summary>
    NotShown,

    /// <summary>The messages before the send are not known, so the message can't be recognized.</summary>
    NoBaseline,

    /// <summary>The thread was rebuilt.</summary>
    Rebuilt,

    /// <summary>Several messages may be the one that was sent.</summary>
    Ambiguous,

    /// <summary>Several turns began in the same millisecond, and which answer belongs to this turn can't be determined.</summary>
    SameMoment,

    /// <summary>The harness has lost the turn.</summary>
    Gone,

    /// <summary>The session has ended.</summary>
    SessionEnded,

    /// <summary>Streams were opened too often without anything new.</summary>
    TooManyAttempts,

    /// <summary>The turn was cut, nothing has been seen of it since, and nothing shows that it is still running.</summary>
    Silent,

    /// <summary>The stream was cut, and healing is off.</summary>
    Cut,

    /// <summary>The earlier messages of the reply can't be read.</summary>
    ReplyIncomplete,
}
