using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.Observed;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>The limits of the decision table: the decisions exactly at a limit and just before it, and the length of each wait.</summary>
public sealed class TurnRecoveryTimesTests
{
    private static readonly TimeSpan s_tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan s_tenth = TimeSpan.FromMilliseconds(100);

    private static readonly Observation s_answered =
        Blocking with { Call = CallState.Answered, CallDuration = TurnRecovery.PlatformResendsAfter - TurnRecovery.TimeForOtherSign };

    private static readonly Observation s_answeredBesideStream =
        Blocking with { Call = CallState.Answered, Stream = StreamState.Live, SinceAnswer = TurnRecovery.TimeForOtherSign };

    private static readonly Observation s_endBeforeAnswer = Ended with { Call = CallState.Pending, Thread = ThreadView.Running };

    private static readonly Observation s_endWithoutMessage =
        Ended with { QuestionSeen = false, Thread = ThreadView.Absent, Poll = s_poll, SinceThread = s_tenth };

    private static readonly Observation s_failed = Ended with
    {
        HasError = true,
        HasMissingParts = true,
        Harness = HarnessKind.OpenCode,
        Thread = ThreadView.Running,
        Poll = s_poll,
        SinceThread = s_tenth,
    };

    private static readonly Observation s_long = Blocking with { SinceSent = TurnRecovery.PlatformResendsAfter };

    private static readonly Observation s_unknown = Sent with { HasUnknownMessage = true, Poll = s_poll };

    // The session was checked, so that only the thread and the stream decide.
    private static readonly Observation s_lost = Cut with { Session = SessionView.Same };

    private static readonly Observation s_liveAgain =
        s_lost with { Stream = StreamState.Live, Thread = ThreadView.Absent, Poll = s_poll, SinceThread = s_tenth };

    private static readonly Observation s_fellSilent = Silent with
    {
        Harness = HarnessKind.OpenCode,
        WasCutSinceLastEvent = true,
        SinceLastEvent = Minute + TimeSpan.FromSeconds(30),
    };

    private static readonly (string Case, Observation Observed, TurnAction Then)[] s_rows =
    [
        ("answered when a copy may have been sent", s_answered, TurnAction.ReadThread),
        ("answered before", s_answered with { CallDuration = s_answered.CallDuration - s_tick }, TurnAction.Finish),
        ("answered, and the stream is late", s_answeredBesideStream, TurnAction.Finish),
        ("answered in part, and the stream is late", s_answeredBesideStream with { Call = CallState.AnsweredInPart },
            TurnAction.ReadThread),
        ("a streaming call's only attempt", Refused with { Thread = ThreadView.Absent, IsBlocking = false,
            CallDuration = TurnRecovery.LongestAttempt - s_tick }, TurnAction.Fail(TurnFailure.NotDelivered)),
        ("a blocking call's only attempt", Refused with { Thread = ThreadView.Running, CallDuration = TurnRecovery.TimeToShow - s_tick },
            TurnAction.Fail(TurnFailure.NeverAnswered)),
        ("a blocking call's later attempt", Refused with { Thread = ThreadView.Running, CallDuration = TurnRecovery.TimeToShow },
            TurnAction.OpenStream),
        ("end just before the answer", s_endBeforeAnswer with { SinceEnd = s_tenth },
            TurnAction.Wait(TurnRecovery.TimeForResponse - s_tenth)),
        ("end without a message: until it would appear", s_endWithoutMessage with { SinceEnd = TurnRecovery.TimeToShow - s_tenth },
            TurnAction.Wait(s_tenth)),
        ("end without a message: until the next reading", s_endWithoutMessage, TurnAction.Wait(s_poll - s_tenth)),
        ("end without a message: the next reading", s_endWithoutMessage with { SinceThread = s_poll }, TurnAction.ReadThread),
        ("failed: until the next reading", s_failed, TurnAction.Wait(s_poll - s_tenth)),
        ("failed: the next reading", s_failed with { SinceThread = s_poll }, TurnAction.ReadThread),
        ("failed: long enough", s_failed with { SinceEnd = TurnRecovery.TimeToComplete }, TurnAction.Finish),
        ("long call: the next reading", s_long with { SinceThread = TurnRecovery.LongTurnPoll }, TurnAction.ReadThread),
        ("long call: until the next reading", s_long with { SinceThread = Second }, TurnAction.Wait(TurnRecovery.LongTurnPoll - Second)),
        ("unknown message beside a call", s_unknown with { Call = CallState.Pending, IsBlocking = true, SinceThread = s_poll },
            TurnAction.ReadThread),
        ("no headers yet", Sent with { Call = CallState.Pending, Stream = StreamState.None }, TurnAction.Wait(Minute - Second)),
        ("a call whose copies could not be recognized", Blocking with { HasBaseline = false }, TurnAction.Wait(Timeout.InfiniteTimeSpan)),
        ("the session has ended, without healing", Sent with { Heals = false, Session = SessionView.Ended },
            TurnAction.Fail(TurnFailure.SessionEnded)),
        ("gone: read again", s_lost with { Thread = ThreadView.Gone, SinceThread = TurnRecovery.RecheckInterval }, TurnAction.ReadThread),
        ("gone: not yet read again", s_lost with { Thread = ThreadView.Gone, SinceThread = s_tenth },
            TurnAction.Wait(TurnRecovery.RecheckInterval - s_tenth)),
        ("never appears, without a limit", Sent with { Thread = ThreadView.Absent, OutcomeTimeout = Timeout.InfiniteTimeSpan,
            SinceSent = TimeSpan.FromHours(1) }, TurnAction.Wait(Minute)),
        ("never appears, and could not be recognized", Sent with { Thread = ThreadView.Absent, HasBaseline = false,
            SinceSent = TimeSpan.FromHours(1) }, TurnAction.Fail(TurnFailure.NoBaseline)),
        ("unreadable, without a limit", Cut with { Thread = ThreadView.Unreadable, OutcomeTimeout = Timeout.InfiniteTimeSpan,
            ThreadUnchangedFor = TimeSpan.FromHours(1) }, TurnAction.CheckSession),
        ("fell silent: read when it was silent", s_fellSilent with { SinceThread = TimeSpan.FromSeconds(30) },
            TurnAction.Fail(TurnFailure.Silent)),
        ("fell silent: read before", s_fellSilent with { SinceThread = TimeSpan.FromSeconds(30) + s_tick },
            TurnAction.Wait(Minute - Second)),
        ("a second attempt reads the messages first", s_lost with { Attempts = 2 }, TurnAction.ReadThread),
        ("the last attempt", s_lost with { Attempts = 10, Thread = ThreadView.Unreadable }, TurnAction.OpenStream),
        ("too many attempts, but the turn runs", s_lost with { Attempts = 11, Thread = ThreadView.Running }, TurnAction.OpenStream),
        ("running at the first attempt", Cut with { Thread = ThreadView.Running }, TurnAction.OpenStream),
        ("running at the second attempt", Cut with { Attempts = 2, Thread = ThreadView.Running }, TurnAction.CheckSession),
        ("live again: until the next reading", s_liveAgain, TurnAction.Wait(s_poll - s_tenth)),
        ("live again: the next reading", s_liveAgain with { SinceThread = s_poll }, TurnAction.ReadThread),
        ("live again: not read yet", s_liveAgain with { Thread = ThreadView.NotRead }, TurnAction.ReadThread),
        ("unknown message", s_unknown with { SinceThread = s_poll }, TurnAction.ReadThread),
        ("unknown message: read a moment ago", s_unknown with { SinceThread = s_tenth }, TurnAction.Wait(Minute)),
        ("unanswered, before a stream was opened", s_lost with { Thread = ThreadView.Unanswered, ThreadUnchangedFor = Minute },
            TurnAction.OpenStream),
        ("unanswered, at the last attempt", s_lost with { Thread = ThreadView.Unanswered, ThreadUnchangedFor = Minute, Attempts = 10 },
            TurnAction.OpenStream),
        ("unanswered, after it", s_lost with { Thread = ThreadView.Unanswered, ThreadUnchangedFor = Minute, Attempts = 11 },
            TurnAction.Fail(TurnFailure.NeverAnswered)),
        ("unanswered, and no stream can be opened", s_lost with { Thread = ThreadView.Unanswered, ThreadUnchangedFor = Minute,
            WasRefused = true }, TurnAction.Fail(TurnFailure.NeverAnswered)),
        ("the next event, for the rest of the time", Sent with { SinceLastEvent = Second }, TurnAction.Wait(Minute - Second)),
        ("the next event, without a limit", Sent with { IdleTimeout = Timeout.InfiniteTimeSpan, SinceLastEvent = Minute },
            TurnAction.Wait(Timeout.InfiniteTimeSpan)),
        ("silent: the session was checked last", Silent with { SinceThread = Second * 2 }, TurnAction.Wait(Minute - Second)),
        ("silent: the messages were read last", Silent with { SinceSession = Second * 2 }, TurnAction.Wait(Minute - Second)),
    ];

    public static TheoryData<int, string> Cases()
    {
        TheoryData<int, string> cases = [];
        for (int i = 0; i < s_rows.Length; i++)
        {
            cases.Add(i, s_rows[i].Case);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_limit_decides(int row, string name)
    {
        s_rows[row].Case.Should().Be(name);

        TurnRecovery.Decide(s_rows[row].Observed).Should().Be(s_rows[row].Then);
    }
}
