namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Decides what a turn does next, from an <see cref="Observation"/> alone: it reads no clock, uses no network and keeps no state. Every
/// promise of docs/reliability.md is a row of <see cref="Rules"/>, and every case that can occur is in that table.
/// </summary>
internal static class TurnRecovery
{
    /// <summary>
    /// How long a turn may take to show in the thread. It normally takes less than half a second. Only after this time does a missing
    /// message mean anything.
    /// </summary>
    public static readonly TimeSpan Shows = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long to wait for the second of two signs, the end on a stream and the response to the call. They come within milliseconds of
    /// each other, in either order.
    /// </summary>
    public static readonly TimeSpan Stragglers = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait for the response to the call after the stream beside it has shown the end.</summary>
    public static readonly TimeSpan AnswerIsNear = TimeSpan.FromMilliseconds(500);

    /// <summary>The time after which the platform sends the message of a blocking call again.</summary>
    public static readonly TimeSpan PlatformRepeats = TimeSpan.FromSeconds(300);

    /// <summary>How often the thread is read after <see cref="PlatformRepeats"/>.</summary>
    public static readonly TimeSpan LongTurnPoll = TimeSpan.FromSeconds(5);

    /// <summary>The time within which opencode completes the last message of a failed turn, after it has reported the failure.</summary>
    public static readonly TimeSpan SecondEnd = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The time within which a harness refuses a message. A later refusal may mean that the process died during the turn. The platform then
    /// serves the messages that it had stored before, and a missing message proves nothing.
    /// </summary>
    public static readonly TimeSpan RefusesAtOnce = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    /// <summary>The decision table. The first row that applies decides.</summary>
    public static readonly IReadOnlyList<TurnRule> Rules =
        [.. TheAnswer(), .. TheRefusal(), .. TheEnd(), .. TheCall(), .. TheThread(), .. TheSearch(), .. TheSilence()];

    /// <summary>Decides what a turn does next.</summary>
    public static TurnAction Decide(in Observation observation) => Find(observation).Then(observation);

    /// <summary>Gets the rule that applies.</summary>
    public static TurnRule Find(Observation observation) => Rules.First(rule => rule.Applies(observation));

    private static IEnumerable<TurnRule> TheAnswer() =>
    [
        new(
            "the whole turn is there",
            "the session's messages show the turn, and it is over",
            "the reply is complete",
            o => o.Thread == ThreadSight.Over,
            _ => TurnAction.Finish),
        new(
            "an answer after five minutes",
            "the platform answered after 300 seconds, when it sends the message again",
            "the session's messages are read: they tell whether the turn ran twice",
            o => o is { Heals: true, Call: CallState.Answered, HasBaseline: true, Thread: ThreadSight.NotRead }
                && o.CallTook >= PlatformRepeats - Stragglers,
            _ => TurnAction.ReadThread),
        new(
            "the answer is the reply",
            "the platform answered with the whole reply, and no stream beside the call has still to end",
            "the reply is complete",
            o => o.Call == CallState.Answered && (o.Stream == StreamState.None || o.EndSeen || o.SinceAnswer >= Stragglers),
            _ => TurnAction.Finish),
        new(
            "the stream is behind the answer",
            "the platform answered, and the stream beside the call has not brought the end yet",
            "the stream has two seconds to bring it",
            o => o.Call is CallState.Answered or CallState.AnsweredInPart && o.Stream != StreamState.None && !o.EndSeen
                && o.SinceAnswer < Stragglers,
            o => TurnAction.Wait(Stragglers - o.SinceAnswer)),
        new(
            "the answer is the last message",
            "opencode answered with the last message of the turn alone",
            "the session's messages are read: they have the others",
            o => o.Call == CallState.AnsweredInPart && o.Thread == ThreadSight.NotRead,
            _ => TurnAction.ReadThread),
        new(
            "the other messages can't be read",
            "the other messages of an answered turn can't be read",
            "`ReplyIncompleteException` with what is known",
            o => o.Call == CallState.AnsweredInPart,
            _ => TurnAction.Fail(TurnFailure.ReplyIncomplete)),
    ];

    private static IEnumerable<TurnRule> TheRefusal() =>
    [
        new(
            "refused, and the bus said why",
            "the sandbox refused the message, and the stream beside the call reported how the turn failed",
            "the reply with that error: `TurnFailedException`",
            o => o is { Call: CallState.Refused, IsOver: true },
            _ => TurnAction.Finish),
        new(
            "refused: how is the session",
            "the platform itself answered 502, or its stream says that the message was not taken",
            "the session is asked for, and compared with before the send",
            o => o is { Call: CallState.Refused, Session: SessionSight.NotAsked },
            _ => TurnAction.AskSession),
        new(
            "refused, and not recovered",
            "the message was refused, and the session is dead, failed, being created or has another harness session",
            "`SendOutcomeUnknownException` at once: no reply will come",
            o => o is { Call: CallState.Refused, Session: SessionSight.Ended or SessionSight.Replaced },
            _ => TurnAction.Fail(TurnFailure.RecoveryFailed)),
        new(
            "refused: is the message there",
            "the message was refused, and the session is as it was",
            "two seconds later, when the message would show, the session's messages are read",
            o => o is { Call: CallState.Refused, Thread: ThreadSight.NotRead },
            o => o.SinceAnswer >= Shows ? TurnAction.ReadThread : TurnAction.Wait(Shows - o.SinceAnswer)),
        new(
            "refused, and not there",
            "the platform's only attempt was refused (a blocking call: within a second), and the message is not there",
            "`MessageNotDeliveredException`",
            o => o is { Call: CallState.Refused, Thread: ThreadSight.Absent, IsFirstRefusal: true }
                && (!o.IsBlocking || o.CallTook < RefusesAtOnce),
            _ => TurnAction.Fail(TurnFailure.NotDelivered)),
        new(
            "refused late, and not there",
            "the message was refused later, and is not there",
            "`SendOutcomeUnknownException` at once: nothing comes later",
            o => o is { Call: CallState.Refused, Thread: ThreadSight.Absent },
            _ => TurnAction.Fail(TurnFailure.RefusedLate)),
        new(
            "refused, and there",
            "the platform's only attempt at a blocking call was refused, and the message is there without an answer",
            "`TurnFailedException`",
            o => o is { Call: CallState.Refused, IsFirstRefusal: true, IsBlocking: true, HasAnswer: false, Thread: ThreadSight.Unanswered
                or ThreadSight.Running },
            _ => TurnAction.Fail(TurnFailure.NeverAnswered)),
    ];

    private static IEnumerable<TurnRule> TheEnd() =>
    [
        new(
            "the own end",
            "the end of this very turn was seen, on a stream that has missed nothing",
            "the reply is complete; nothing is waited for",
            o => o is { EndSeen: true, IsOver: true, QuestionSeen: true, HasGap: false, HasHole: false } && o.Call != CallState.Pending,
            _ => TurnAction.Finish),
        new(
            "the own end before the answer",
            "the stream beside a call brought the end of the turn, and the answer has not come",
            "half a second later the session's messages are read; if they have the turn, it is over",
            o => o is { EndSeen: true, IsOver: true, Call: CallState.Pending, Heals: true }
                && (o.SinceEnd < AnswerIsNear || o.Thread == ThreadSight.NotRead),
            o => o.SinceEnd < AnswerIsNear ? TurnAction.Wait(AnswerIsNear - o.SinceEnd) : TurnAction.ReadThread),
        new(
            "an end, and nothing is looked for",
            "an end was seen, the message was not, and `Healing.Enabled` is false",
            "what has come is the reply",
            o => o is { Heals: false, EndSeen: true, QuestionSeen: false } && o.Call != CallState.Pending,
            _ => TurnAction.Finish),
        new(
            "the end of an unknown turn",
            "an end was seen, and whose it was, or whether everything has come, is not known",
            "the session's messages are read",
            o => o is { Heals: true, EndSeen: true, Thread: ThreadSight.NotRead } && o.Call != CallState.Pending,
            _ => TurnAction.ReadThread),
        new(
            "an end without a message",
            "what has come is complete, and the message does not show for two seconds",
            "what has come is the reply",
            o => o is { EndSeen: true, IsOver: true, QuestionSeen: false, HasGap: false, Thread: ThreadSight.Absent
                or ThreadSight.Unreadable },
            o => o.SinceEnd >= Shows ? TurnAction.Finish : o.SinceThread >= o.Poll ? TurnAction.ReadThread
                : TurnAction.Wait(Shorter(o.Poll - o.SinceThread, Shows - o.SinceEnd))),
        new(
            "the second end of a failed opencode turn",
            "opencode has reported how the turn failed, and its last message is not complete yet",
            "the session's messages are read for ten seconds, until it is",
            o => o is { Heals: true, EndSeen: true, IsOver: true, QuestionSeen: true, HasError: true, Harness: HarnessKind.OpenCode,
                Thread: ThreadSight.Running } && o.Call != CallState.Pending,
            o => o.SinceEnd >= SecondEnd ? TurnAction.Finish : o.SinceThread >= o.Poll ? TurnAction.ReadThread
                : TurnAction.Wait(o.Poll - o.SinceThread)),
        new(
            "another turn's end",
            "an end was seen that was another turn's",
            "the turn is followed on",
            o => o is { Heals: true, EndSeen: true } && o.Call != CallState.Pending,
            _ => TurnAction.ForgetEnd),
    ];

    private static IEnumerable<TurnRule> TheCall() =>
    [
        new(
            "a head that never comes",
            "the answer to a streaming call has no head after `StreamIdleTimeout`",
            "the call is given up, and the turn looked for",
            o => o is { Heals: true, Call: CallState.Pending, IsBlocking: false, Stream: StreamState.None }
                && o.IdleTimeout != Timeout.InfiniteTimeSpan && o.SinceSent >= o.IdleTimeout,
            _ => TurnAction.AbandonCall),
        new(
            "a blocking call over five minutes",
            "a blocking call has no answer after 300 seconds, when the platform sends the message again",
            "every five seconds the session's messages are read; the first reply that is over is taken",
            o => IsLong(o) && o.SinceThread >= LongTurnPoll,
            _ => TurnAction.ReadThread),
        new(
            "text of an unknown turn, beside a call",
            "a message has come on the stream beside a call, and which turn it belongs to is not known",
            "its text waits, and the session's messages are read once",
            o => o is { Heals: true, Call: CallState.Pending, Stream: StreamState.Live, HasUnknownMessage: true }
                && o.SinceThread >= o.Poll,
            _ => TurnAction.ReadThread),
        new(
            "the answer is waited for",
            "the call has no answer yet",
            "it is waited for",
            o => o.Call == CallState.Pending,
            o => TurnAction.Wait(
                IsLong(o) ? LongTurnPoll - o.SinceThread
                : !o.Heals ? Timeout.InfiniteTimeSpan
                : o is { IsBlocking: false, Stream: StreamState.None } ? Until(o.IdleTimeout, o.SinceSent)
                : o is { IsBlocking: true, HasBaseline: true } ? PlatformRepeats - o.SinceSent
                : Timeout.InfiniteTimeSpan)),
        new(
            "cut, and nothing is looked for",
            "the stream was cut or the answer lost, and `Healing.Enabled` is false",
            "`StreamInterruptedException`, or what became of the call",
            o => o is { Heals: false, Stream: StreamState.None },
            _ => TurnAction.Fail(TurnFailure.Cut)),
    ];

    private static IEnumerable<TurnRule> TheThread() =>
    [
        new(
            "two candidates",
            "two of the session's messages may be the one that was sent",
            "`SendOutcomeUnknownException` with both as `Candidates`",
            o => o.Thread == ThreadSight.Ambiguous,
            _ => TurnAction.Fail(TurnFailure.Ambiguous)),
        new(
            "two answers of one millisecond",
            "two turns of one millisecond on a Claude harness are over, and nothing else tells their answers apart",
            "`StreamInterruptedException`: both are in the session's messages",
            o => o.Thread == ThreadSight.SameMoment,
            _ => TurnAction.Fail(TurnFailure.SameMoment)),
        new(
            "the thread was rebuilt",
            "the session's messages were rebuilt (a restart, a recovery)",
            "`SendOutcomeUnknownException`, `ThreadWasRebuilt`",
            o => o.Thread == ThreadSight.Rebuilt,
            _ => TurnAction.Fail(TurnFailure.Rebuilt)),
        new(
            "a message that is never answered",
            "for two seconds an opencode message has no answer, and none is being written",
            "`TurnFailedException`",
            o => o.Thread == ThreadSight.Unanswered && !CanStillStream(o),
            o => o.SightFor >= Shows ? TurnAction.Fail(TurnFailure.NeverAnswered) : LookAgainAfter(o)),
        new(
            "the session has ended",
            "the session is dead, failed or not there any more",
            "`StreamInterruptedException` with what has come, or `SendOutcomeUnknownException` if the message never showed",
            o => o.Session == SessionSight.Ended && (o.Thread != ThreadSight.NotRead || !o.Heals),
            _ => TurnAction.Fail(TurnFailure.SessionEnded)),
        new(
            "the harness lost the turn",
            "the message was there, and for two seconds it is gone, though the thread was not rebuilt",
            "`StreamInterruptedException` at once",
            o => o.Thread == ThreadSight.Gone,
            o => o.Session == SessionSight.NotAsked ? TurnAction.AskSession : o.SightFor >= Shows ? TurnAction.Fail(TurnFailure.Gone)
                : LookAgainAfter(o)),
        new(
            "the message never shows",
            "the message does not show, or nothing can be read, for `OutcomeTimeout` after it was sent",
            "`SendOutcomeUnknownException`",
            o => o is { QuestionSeen: false, Thread: ThreadSight.Absent or ThreadSight.Unreadable }
                && o.OutcomeTimeout != Timeout.InfiniteTimeSpan && o.SinceSent >= o.OutcomeTimeout,
            o => TurnAction.Fail(o.HasBaseline || o.Call == CallState.None ? TurnFailure.NotShown : TurnFailure.NoBaseline)),
        new(
            "nothing can be read",
            "the message was seen, and the session's messages can't be read for `OutcomeTimeout` while a gap is to be filled",
            "`StreamInterruptedException` with what has come",
            o => o is { HasGap: true, Thread: ThreadSight.Unreadable } && o.OutcomeTimeout != Timeout.InfiniteTimeSpan
                && o.SightFor >= o.OutcomeTimeout,
            _ => TurnAction.Fail(TurnFailure.NotShown)),
        new(
            "the message can't be recognized",
            "no stream has shown the message, and the session's messages before it are not known",
            "`SendOutcomeUnknownException`",
            o => o is { HasBaseline: false, QuestionSeen: false, Call: not CallState.None, Thread: ThreadSight.Absent,
                Stream: StreamState.None },
            _ => TurnAction.Fail(TurnFailure.NoBaseline)),
        new(
            "an opencode turn that fell silent",
            "an opencode turn was cut since its last sign of life, no tool of it runs, and nothing was seen of it for `StreamIdleTimeout`",
            "`StreamInterruptedException` that says since when, with a checkpoint",
            o => o is { IsSilent: true, Harness: HarnessKind.OpenCode, WasCutSinceAlive: true, HasRunningTool: false,
                Thread: ThreadSight.Running } && o.SinceThread <= o.SinceAlive - o.IdleTimeout,
            _ => TurnAction.Fail(TurnFailure.Silent)),
    ];

    private static IEnumerable<TurnRule> TheSearch() =>
    [
        new(
            "the thread alone",
            "no stream can be had, or none that lives",
            "the session's messages are read after every attempt",
            o => o.Thread == ThreadSight.NotRead && o.Stream != StreamState.Live && (o.WasRefused || o.Attempts > 1),
            _ => TurnAction.ReadThread),
        new(
            "too many attempts",
            "streams were opened `MaxAttempts` times without anything new, and the session's messages do not say that the turn runs",
            "`StreamInterruptedException`, or `SendOutcomeUnknownException` if the message never showed",
            o => o.Attempts > o.MaxAttempts && o.Stream != StreamState.Live && o.Thread is not (ThreadSight.NotRead or ThreadSight.Running),
            _ => TurnAction.Fail(TurnFailure.TooManyAttempts)),
        new(
            "how is the session",
            "a turn is looked for, and not found, or its streams do not live",
            "now and then the session is asked for",
            o => o is { HasGap: true, Session: SessionSight.NotAsked } && o.Thread != ThreadSight.NotRead
                && (o.Thread != ThreadSight.Running || o.Attempts > 1),
            _ => TurnAction.AskSession),
        new(
            "a stream is opened",
            "no stream is open",
            "one is opened, after a pause that grows",
            o => o is { Stream: StreamState.None, WantsStream: true },
            o => o.Pause > TimeSpan.Zero ? TurnAction.Wait(o.Pause) : TurnAction.OpenStream),
        new(
            "the gap is filled",
            "a stream is live again",
            "the session's messages are read until they have the message: they have what was missed",
            o => o is { Stream: StreamState.Live, HasGap: true },
            o => o.Thread == ThreadSight.NotRead || o.SinceThread >= o.Poll ? TurnAction.ReadThread
                : TurnAction.Wait(o.Poll - o.SinceThread)),
        new(
            "text of an unknown turn",
            "a message has come, and which turn it belongs to is not known",
            "its text waits, and the session's messages are read once",
            o => o is { Heals: true, Stream: StreamState.Live, HasUnknownMessage: true } && o.SinceThread >= o.Poll,
            _ => TurnAction.ReadThread),
    ];

    private static IEnumerable<TurnRule> TheSilence() =>
    [
        new(
            "silence",
            "nothing of this session came for `StreamIdleTimeout`; heartbeats do not count",
            "the session's messages are read",
            o => o is { Heals: true, IsSilent: true } && o.SinceThread >= o.IdleTimeout,
            _ => TurnAction.ReadThread),
        new(
            "silence: how is the session",
            "nothing of this session came for `StreamIdleTimeout`",
            "the session is asked for",
            o => o.IsSilent && o.SinceSession >= o.IdleTimeout,
            _ => TurnAction.AskSession),
        new(
            "silence, and nothing can be read",
            "nothing of this session came for `StreamIdleTimeout`, and neither its messages nor the session can be read",
            "the stream is closed, and another one opened",
            o => o is { Heals: true, IsSilent: true, Thread: ThreadSight.Unreadable } && o.Stream != StreamState.None,
            _ => TurnAction.DropStream),
        new(
            "the turn is waited for",
            "all is well",
            "the next event is waited for; silence alone is no end",
            _ => true,
            o => TurnAction.Wait(o.IsSilent ? o.IdleTimeout - Shorter(o.SinceThread, o.SinceSession) : Until(o.IdleTimeout, o.SinceAlive))),
    ];

    private static bool IsLong(Observation o) =>
        o is { Heals: true, Call: CallState.Pending, IsBlocking: true, HasBaseline: true } && o.SinceSent >= PlatformRepeats;

    // An open stream shows a turn that begins late, so a stream is opened before the turn is given up.
    private static bool CanStillStream(Observation o) =>
        o is { Stream: StreamState.None, WantsStream: true, WasRefused: false } && o.Attempts <= o.MaxAttempts;

    private static TurnAction LookAgainAfter(Observation o) =>
        o.SinceThread >= LookAgain ? TurnAction.ReadThread : TurnAction.Wait(LookAgain - o.SinceThread);

    private static TimeSpan Until(TimeSpan limit, TimeSpan elapsed) =>
        limit == Timeout.InfiniteTimeSpan ? limit : elapsed >= limit ? TimeSpan.Zero : limit - elapsed;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
