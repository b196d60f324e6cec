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
    public static readonly TimeSpan TimeToShow = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long to wait for the second of two signs, the end on a stream and the response to the call. They come within milliseconds of
    /// each other, in either order.
    /// </summary>
    public static readonly TimeSpan TimeForOtherSign = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait for the response to the call after the stream beside it has shown the end.</summary>
    public static readonly TimeSpan TimeForResponse = TimeSpan.FromMilliseconds(500);

    /// <summary>The time after which the platform sends the message of a blocking call again.</summary>
    public static readonly TimeSpan PlatformResendsAfter = TimeSpan.FromSeconds(300);

    /// <summary>How often the thread is read after <see cref="PlatformResendsAfter"/>.</summary>
    public static readonly TimeSpan LongTurnPoll = TimeSpan.FromSeconds(5);

    /// <summary>The time within which opencode completes the last message of a failed turn, after it has reported the failure.</summary>
    public static readonly TimeSpan TimeToComplete = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The time within which a harness refuses a message. A later refusal may mean that the process died during the turn. The platform then
    /// serves the messages that it had stored before, and a missing message proves nothing.
    /// </summary>
    public static readonly TimeSpan TimeToRefuse = TimeSpan.FromSeconds(1);

    /// <summary>The time after which the platform gives up its only attempt at a streaming call. A later refusal proves nothing.</summary>
    public static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(60);

    /// <summary>How often the thread is read while it shows something that may be about to change.</summary>
    public static readonly TimeSpan RecheckInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>The decision table. The first row that applies decides.</summary>
    public static readonly IReadOnlyList<TurnRule> Rules =
        [.. AnswerRules(), .. RefusalRules(), .. EndRules(), .. CallRules(), .. ThreadRules(), .. SearchRules(), .. SilenceRules()];

    public static TurnAction Decide(Observation observation) => Find(observation).Then(observation);

    public static TurnRule Find(Observation observation) => Rules.First(rule => rule.Applies(observation));

    private static IEnumerable<TurnRule> AnswerRules() =>
    [
        new(
            "the whole turn is there",
            "the session's messages show the turn, and it is over",
            "the reply is complete",
            o => o.Thread == ThreadView.Over,
            _ => TurnAction.Finish),
        new(
            "an answer after five minutes",
            "the platform answered after 300 seconds, when it sends the message again",
            "the session's messages are read: they show whether the turn ran twice",
            o => o is { Heals: true, Call: CallState.Answered, HasBaseline: true, Thread: ThreadView.NotRead }
                && o.CallDuration >= PlatformResendsAfter - TimeForOtherSign,
            _ => TurnAction.ReadThread),
        new(
            "the stream is behind the answer",
            "the platform answered, and the stream beside the call has not shown the end yet",
            "the stream gets two seconds to show it",
            o => o.Call is CallState.Answered or CallState.AnsweredInPart && o.Stream != StreamState.None && !o.EndSeen
                && o.SinceAnswer < TimeForOtherSign,
            o => TurnAction.Wait(TimeForOtherSign - o.SinceAnswer)),
        new(
            "the answer is the reply",
            "the platform answered with the whole reply; a stream beside the call has shown the end, or is two seconds late",
            "the reply is complete",
            o => o.Call == CallState.Answered,
            _ => TurnAction.Finish),
        new(
            "the answer is the last message",
            "opencode answered with only the last message of the turn",
            "the session's messages are read: they contain the other messages",
            o => o.Call == CallState.AnsweredInPart && o.Thread == ThreadView.NotRead,
            _ => TurnAction.ReadThread),
        new(
            "the stream has shown the other messages",
            "the other messages of an answered turn can't be read, but the stream beside the call missed no event and showed the end",
            "the reply is complete",
            o => o is { Call: CallState.AnsweredInPart, EndSeen: true, IsOver: true, AnswerSeen: true, MayHaveMissedEvents: false },
            _ => TurnAction.Finish),
        new(
            "the other messages can't be read",
            "the other messages of an answered turn can't be read",
            "`ReplyIncompleteException` with the reply as far as it is known",
            o => o.Call == CallState.AnsweredInPart,
            _ => TurnAction.Fail(TurnFailure.ReplyIncomplete)),
    ];

    private static IEnumerable<TurnRule> RefusalRules() =>
    [
        new(
            "refused, and the reason is known",
            "the sandbox refused the message, and the stream beside the call reported how the turn failed",
            "the reply with that error: `TurnFailedException`",
            o => o is { Call: CallState.Refused, IsOver: true } && (o.HasError || !o.HasMissingParts),
            _ => TurnAction.Finish),
        new(
            "refused: the session is checked",
            "the platform itself answered 502 or 500, or its stream reports that the message was not accepted",
            "the session is requested, and compared with its state before the send",
            o => o is { Call: CallState.Refused, Session: SessionView.NotChecked },
            _ => TurnAction.CheckSession),
        new(
            "refused, and the session was lost",
            "the message was refused, and the session is dead, failed, being created or has another harness session",
            "`SendOutcomeUnknownException` at once, or `StreamInterruptedException` if the message was seen: no reply will come",
            o => o is { Call: CallState.Refused, Session: SessionView.Ended or SessionView.Replaced },
            _ => TurnAction.Fail(TurnFailure.RecoveryFailed)),
        new(
            "refused: the message is looked for",
            "the message was refused, and the session is unchanged",
            "after two seconds, within which a message appears, the session's messages are read",
            o => o is { Call: CallState.Refused, Thread: ThreadView.NotRead },
            o => o.SinceAnswer >= TimeToShow ? TurnAction.ReadThread : TurnAction.Wait(TimeToShow - o.SinceAnswer)),
        new(
            "refused, and not in the session",
            "the platform's only attempt was refused (a blocking call: within one second), and the message is not in the session",
            "`MessageNotDeliveredException`",
            o => o is { Call: CallState.Refused, Thread: ThreadView.Absent, Session: SessionView.Same, IsPlatformError: false }
                && o.CallDuration < (o.IsBlocking ? TimeToRefuse : LongestAttempt),
            _ => TurnAction.Fail(TurnFailure.NotDelivered)),
        new(
            "refused late, and not in the session",
            "the message was refused later, or the session can't be compared, and the message is not in the session",
            "`SendOutcomeUnknownException` at once: no reply will come",
            o => o is { Call: CallState.Refused, Thread: ThreadView.Absent },
            _ => TurnAction.Fail(TurnFailure.RefusedLate)),
        new(
            "refused, and in the session",
            "the platform's only attempt at a blocking call was refused, and the message is in the session without an answer",
            "`TurnFailedException`",
            o => o is { Call: CallState.Refused, IsBlocking: true, IsPlatformError: false, HasAnswer: false,
                Thread: ThreadView.Unanswered or ThreadView.Running } && o.CallDuration < TimeToShow,
            _ => TurnAction.Fail(TurnFailure.NeverAnswered)),
    ];

    private static IEnumerable<TurnRule> EndRules() =>
    [
        new(
            "the end of this turn",
            "the end of this turn was seen, on a stream that missed no event",
            "the reply is complete, without any waiting",
            o => o is { EndSeen: true, IsOver: true, QuestionSeen: true, MayHaveMissedEvents: false, HasMissingParts: false }
                && o.Call != CallState.Pending,
            _ => TurnAction.Finish),
        new(
            "the end of this turn before the answer",
            "the stream beside a call showed the end of the turn, and the platform has not answered",
            "half a second later the session's messages are read; if they show the whole turn, the reply is complete",
            o => o is { EndSeen: true, IsOver: true, Call: CallState.Pending, Heals: true }
                && (o.SinceEnd < TimeForResponse || o.Thread == ThreadView.NotRead),
            o => o.SinceEnd < TimeForResponse ? TurnAction.Wait(TimeForResponse - o.SinceEnd) : TurnAction.ReadThread),
        new(
            "an end without healing",
            "an end was seen, but not the message, and `Healing.Enabled` is false",
            "what has come is the reply",
            o => o is { Heals: false, EndSeen: true, QuestionSeen: false } && o.Call != CallState.Pending,
            _ => TurnAction.Finish),
        new(
            "the end of an unknown turn",
            "an end was seen, and it is not known whether it belongs to this turn, or whether everything has arrived",
            "the session's messages are read",
            o => o is { Heals: true, EndSeen: true, Thread: ThreadView.NotRead } && o.Call != CallState.Pending,
            _ => TurnAction.ReadThread),
        new(
            "an end without a message",
            "what has arrived is complete, and the message does not appear for two seconds",
            "what has come is the reply",
            o => o is { EndSeen: true, IsOver: true, QuestionSeen: false, MayHaveMissedEvents: false, Thread: ThreadView.Absent
                or ThreadView.Unreadable },
            o => o.SinceEnd >= TimeToShow ? TurnAction.Finish : o.SinceThread >= o.Poll ? TurnAction.ReadThread
                : TurnAction.Wait(Shorter(o.Poll - o.SinceThread, TimeToShow - o.SinceEnd))),
        new(
            "the second end of a failed opencode turn",
            "opencode has reported how the turn failed, and its last message is not complete yet",
            "the session's messages are read for up to ten seconds, until it is complete",
            o => o is { Heals: true, EndSeen: true, IsOver: true, QuestionSeen: true, HasError: true, Harness: HarnessKind.OpenCode,
                Thread: ThreadView.Running } && o.Call != CallState.Pending,
            o => o.SinceEnd >= TimeToComplete ? TurnAction.Finish : o.SinceThread >= o.Poll ? TurnAction.ReadThread
                : TurnAction.Wait(o.Poll - o.SinceThread)),
        new(
            "a failure without an answer",
            "a Claude harness has reported how the turn failed, and the session's messages show no answer",
            "the reply with that error: `TurnFailedException`",
            o => o is { Heals: true, IsOver: true, QuestionSeen: true, HasError: true, Harness: not HarnessKind.OpenCode,
                Thread: ThreadView.Running } && o.Call != CallState.Pending,
            _ => TurnAction.Finish),
        new(
            "another turn's end",
            "an end was seen that belongs to another turn",
            "the end is ignored, and the turn is followed further",
            o => o is { Heals: true, EndSeen: true } && o.Call != CallState.Pending,
            _ => TurnAction.ForgetEnd),
    ];

    private static IEnumerable<TurnRule> CallRules() =>
    [
        new(
            "no response headers",
            "the response to a streaming call has no headers after `StreamIdleTimeout`",
            "the call is abandoned, and the turn is looked for",
            o => o is { Heals: true, Call: CallState.Pending, IsBlocking: false, Stream: StreamState.None }
                && o.IdleTimeout != Timeout.InfiniteTimeSpan && o.SinceSent >= o.IdleTimeout,
            _ => TurnAction.AbandonCall),
        new(
            "a blocking call over five minutes",
            "a blocking call has no answer after 300 seconds, when the platform sends the message again",
            "the session's messages are read every five seconds; the first complete reply is taken",
            o => IsLong(o) && o.SinceThread >= LongTurnPoll,
            _ => TurnAction.ReadThread),
        new(
            "text of an unknown turn, beside a call",
            "a message arrived on the stream beside a call, and its turn is not known",
            "its text is held back, and the session's messages are read once",
            o => o is { Heals: true, Call: CallState.Pending, Stream: StreamState.Live, HasUnknownMessage: true }
                && o.SinceThread >= o.Poll,
            _ => TurnAction.ReadThread),
        new(
            "waiting for the answer",
            "the call has no answer yet",
            "the answer is waited for",
            o => o.Call == CallState.Pending,
            o => TurnAction.Wait(
                IsLong(o) ? LongTurnPoll - o.SinceThread
                : !o.Heals ? Timeout.InfiniteTimeSpan
                : o is { IsBlocking: false, Stream: StreamState.None } ? Remaining(o.IdleTimeout, o.SinceSent)
                : o is { IsBlocking: true, HasBaseline: true } ? PlatformResendsAfter - o.SinceSent
                : Timeout.InfiniteTimeSpan)),
        new(
            "a cut without healing",
            "the stream was cut or the answer lost, and `Healing.Enabled` is false",
            "`StreamInterruptedException`, or the exception of the call",
            o => o is { Heals: false, Stream: StreamState.None },
            _ => TurnAction.Fail(TurnFailure.Cut)),
    ];

    private static IEnumerable<TurnRule> ThreadRules() =>
    [
        new(
            "two candidates",
            "two of the session's messages may be the one that was sent",
            "`SendOutcomeUnknownException` with both as `Candidates`",
            o => o.Thread == ThreadView.Ambiguous,
            _ => TurnAction.Fail(TurnFailure.Ambiguous)),
        new(
            "two answers of one millisecond",
            "two turns that began in the same millisecond on a Claude harness are over, and nothing else tells their answers apart",
            "`StreamInterruptedException`: both are in the session's messages",
            o => o.Thread == ThreadView.SameMoment,
            _ => TurnAction.Fail(TurnFailure.SameMoment)),
        new(
            "the thread was rebuilt",
            "the session's messages were rebuilt by a restart or a recovery",
            "`SendOutcomeUnknownException` with `ThreadWasRebuilt`, or `StreamInterruptedException` if the message was seen",
            o => o.Thread == ThreadView.Rebuilt,
            _ => TurnAction.Fail(TurnFailure.Rebuilt)),
        new(
            "a message that is never answered",
            "an opencode message has had no answer for two seconds, and no answer is being written",
            "`TurnFailedException`",
            o => o.Thread == ThreadView.Unanswered && !MayStillOpenStream(o),
            o => o.ThreadUnchangedFor >= TimeToShow ? TurnAction.Fail(TurnFailure.NeverAnswered) : RecheckAfter(o)),
        new(
            "the session has ended",
            "the session is dead, failed or does not exist any more",
            "`StreamInterruptedException` with what has arrived, or `SendOutcomeUnknownException` if the message never appeared",
            o => o.Session == SessionView.Ended && (o.Thread != ThreadView.NotRead || !o.Heals),
            _ => TurnAction.Fail(TurnFailure.SessionEnded)),
        new(
            "the harness lost the turn",
            "the message was in the session, and has been missing for two seconds",
            "`StreamInterruptedException` at once; it says whether the session was lost by its harness, or rebuilt",
            o => o.Thread == ThreadView.Gone,
            o => o.Session == SessionView.NotChecked ? TurnAction.CheckSession
                : o.ThreadUnchangedFor >= TimeToShow
                    ? TurnAction.Fail(o.Session == SessionView.Replaced ? TurnFailure.Rebuilt : TurnFailure.Gone)
                : RecheckAfter(o)),
        new(
            "the message never appears",
            "for `OutcomeTimeout` after the send, the message does not appear, or nothing can be read",
            "`SendOutcomeUnknownException`",
            o => o is { QuestionSeen: false, Thread: ThreadView.Absent or ThreadView.Unreadable }
                && o.OutcomeTimeout != Timeout.InfiniteTimeSpan && o.SinceSent >= o.OutcomeTimeout,
            o => TurnAction.Fail(o.HasBaseline ? TurnFailure.NotShown : TurnFailure.NoBaseline)),
        new(
            "nothing can be read",
            "the message was seen, events may have been missed, and the session's messages can't be read for `OutcomeTimeout`",
            "`StreamInterruptedException` with what has arrived",
            o => o is { MayHaveMissedEvents: true, Thread: ThreadView.Unreadable } && o.OutcomeTimeout != Timeout.InfiniteTimeSpan
                && o.ThreadUnchangedFor >= o.OutcomeTimeout,
            _ => TurnAction.Fail(TurnFailure.NotShown)),
        new(
            "the message can't be recognized",
            "no stream has shown the message, and the session's messages before it are not known",
            "`SendOutcomeUnknownException`",
            o => o is { HasBaseline: false, QuestionSeen: false, Thread: ThreadView.Absent, Stream: StreamState.None },
            _ => TurnAction.Fail(TurnFailure.NoBaseline)),
        new(
            "an opencode turn that fell silent",
            "an opencode turn was cut after its last event, no tool of it runs, and nothing was seen of it for `StreamIdleTimeout`",
            "`StreamInterruptedException` that says since when, with a checkpoint",
            o => o is { IsSilent: true, Harness: HarnessKind.OpenCode, WasCutSinceLastEvent: true, HasRunningTool: false,
                Thread: ThreadView.Running } && o.SinceThread <= o.SinceLastEvent - o.IdleTimeout,
            _ => TurnAction.Fail(TurnFailure.Silent)),
    ];

    private static IEnumerable<TurnRule> SearchRules() =>
    [
        new(
            "no stream, only the messages",
            "no stream can be opened, or the streams end without anything new",
            "the session's messages are read after every attempt",
            o => o.Thread == ThreadView.NotRead && o.Stream != StreamState.Live && (o.WasRefused || o.Attempts > 1),
            _ => TurnAction.ReadThread),
        new(
            "too many attempts",
            "streams were opened `MaxAttempts` times without anything new, and the session's messages do not show that the turn runs",
            "`StreamInterruptedException`, or `SendOutcomeUnknownException` if the message never appeared",
            o => o.Attempts > o.MaxAttempts && o.Stream != StreamState.Live && o.Thread is not (ThreadView.NotRead or ThreadView.Running),
            _ => TurnAction.Fail(TurnFailure.TooManyAttempts)),
        new(
            "the session is checked",
            "a turn is looked for and was not found, or its streams end without anything new",
            "the session is requested, after every fourth reading of its messages",
            o => o is { MayHaveMissedEvents: true, Session: SessionView.NotChecked } && o.Thread != ThreadView.NotRead
                && (o.Thread != ThreadView.Running || o.Attempts > 1),
            _ => TurnAction.CheckSession),
        new(
            "a new stream",
            "no stream is open",
            "a stream is opened, after a pause that grows with each attempt",
            o => o.Stream == StreamState.None,
            o => o.Pause > TimeSpan.Zero ? TurnAction.Wait(o.Pause) : TurnAction.OpenStream),
        new(
            "the gap is filled",
            "a stream is live again",
            "the session's messages are read until they contain the message: they contain what was missed",
            o => o is { Stream: StreamState.Live, MayHaveMissedEvents: true },
            o => o.Thread == ThreadView.NotRead || o.SinceThread >= o.Poll ? TurnAction.ReadThread
                : TurnAction.Wait(o.Poll - o.SinceThread)),
        new(
            "text of an unknown turn",
            "a message arrived, and its turn is not known",
            "its text is held back, and the session's messages are read once",
            o => o is { Heals: true, Stream: StreamState.Live, HasUnknownMessage: true } && o.SinceThread >= o.Poll,
            _ => TurnAction.ReadThread),
    ];

    private static IEnumerable<TurnRule> SilenceRules() =>
    [
        new(
            "silence",
            "no event of this session arrived for `StreamIdleTimeout`; heartbeats do not count",
            "the session's messages are read",
            o => o is { Heals: true, IsSilent: true } && o.SinceThread >= o.IdleTimeout,
            _ => TurnAction.ReadThread),
        new(
            "silence: the session is checked",
            "no event of this session arrived for `StreamIdleTimeout`",
            "the session is requested",
            o => o.IsSilent && o.SinceSession >= o.IdleTimeout,
            _ => TurnAction.CheckSession),
        new(
            "silence, and nothing can be read",
            "no event of this session arrived for `StreamIdleTimeout`, and neither its messages nor the session can be read",
            "the stream is closed, and another one is opened",
            o => o is { Heals: true, IsSilent: true, Thread: ThreadView.Unreadable } && o.Stream != StreamState.None,
            _ => TurnAction.DropStream),
        new(
            "waiting for the next event",
            "no other rule applies",
            "the next event is waited for; silence alone does not end a turn",
            _ => true,
            o => TurnAction.Wait(
                o.IsSilent ? o.IdleTimeout - Shorter(o.SinceThread, o.SinceSession) : Remaining(o.IdleTimeout, o.SinceLastEvent))),
    ];

    private static bool IsLong(Observation o) =>
        o is { Heals: true, Call: CallState.Pending, IsBlocking: true, HasBaseline: true } && o.SinceSent >= PlatformResendsAfter;

    // An open stream shows a turn that begins late, so a stream is opened before the turn is given up.
    private static bool MayStillOpenStream(Observation o) =>
        o is { Stream: StreamState.None, WasRefused: false } && o.Attempts <= o.MaxAttempts;

    private static TurnAction RecheckAfter(Observation o) =>
        o.SinceThread >= RecheckInterval ? TurnAction.ReadThread : TurnAction.Wait(RecheckInterval - o.SinceThread);

    private static TimeSpan Remaining(TimeSpan limit, TimeSpan elapsed) => limit == Timeout.InfiniteTimeSpan ? limit : limit - elapsed;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
