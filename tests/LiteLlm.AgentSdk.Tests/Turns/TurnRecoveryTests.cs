using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Surface;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>Every row of the decision table by its name, and the page that shows the table.</summary>
public sealed class TurnRecoveryTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    // A message that was sent a second ago over a stream that is open; nothing of its turn has come.
    private static readonly Observation s_sent = new()
    {
        Call = CallState.Streaming,
        Stream = StreamState.Live,
        WantsStream = true,
        SinceSent = s_second,
        SinceAnswer = s_second,
        SinceThread = Observation.Never,
        SinceSession = Observation.Never,
        Heals = true,
        HasBaseline = true,
        OutcomeTimeout = TimeSpan.FromMinutes(10),
        IdleTimeout = s_minute,
        MaxAttempts = 10,
    };

    private static readonly Observation s_blocking =
        s_sent with { Call = CallState.Pending, Stream = StreamState.None, WantsStream = false, IsBlocking = true };

    private static readonly Observation s_refused = s_blocking with
    {
        Call = CallState.Refused,
        IsFirstRefusal = true,
        Session = SessionSight.Same,
        SinceAnswer = TurnRecovery.Shows,
    };

    private static readonly Observation s_ended =
        s_sent with { Stream = StreamState.None, EndSeen = true, IsOver = true, QuestionSeen = true };

    // The stream was cut, and is being opened again.
    private static readonly Observation s_cut = s_sent with { Stream = StreamState.None, HasGap = true, Attempts = 1, QuestionSeen = true };

    private static readonly Observation s_silent = s_sent with
    {
        QuestionSeen = true,
        SinceAlive = s_minute,
        SinceThread = s_second,
        SinceSession = s_second,
        Thread = ThreadSight.Running,
    };

    private static readonly Row[] s_rows =
    [
        new("the whole turn is there", s_cut with { Thread = ThreadSight.Over }, TurnAction.Finish),
        new(
            "an answer after five minutes",
            s_blocking with { Call = CallState.Answered, CallTook = TurnRecovery.PlatformRepeats },
            TurnAction.ReadThread),
        new("the answer is the reply", s_blocking with { Call = CallState.Answered, CallTook = s_second }, TurnAction.Finish),
        new(
            "the stream is behind the answer",
            s_blocking with { Call = CallState.Answered, Stream = StreamState.Live },
            TurnAction.Wait(TurnRecovery.Stragglers - s_second)),
        new("the answer is the last message", s_blocking with { Call = CallState.AnsweredInPart }, TurnAction.ReadThread),
        new(
            "the other messages can't be read",
            s_blocking with { Call = CallState.AnsweredInPart, Thread = ThreadSight.Unreadable },
            TurnAction.Fail(TurnFailure.ReplyIncomplete)),
        new("refused, and the bus said why", s_refused with { IsOver = true, HasError = true }, TurnAction.Finish),
        new("refused: how is the session", s_refused with { Session = SessionSight.NotAsked }, TurnAction.AskSession),
        new(
            "refused, and not recovered",
            s_refused with { Session = SessionSight.Replaced },
            TurnAction.Fail(TurnFailure.RecoveryFailed)),
        new("refused: is the message there", s_refused with { SinceAnswer = s_second }, TurnAction.Wait(TurnRecovery.Shows - s_second)),
        new("refused: is the message there", s_refused, TurnAction.ReadThread),
        new("refused, and not there", s_refused with { Thread = ThreadSight.Absent }, TurnAction.Fail(TurnFailure.NotDelivered)),
        new(
            "refused late, and not there",
            s_refused with { Thread = ThreadSight.Absent, IsFirstRefusal = false },
            TurnAction.Fail(TurnFailure.RefusedLate)),
        new(
            "refused late, and not there",
            s_refused with { Thread = ThreadSight.Absent, CallTook = TurnRecovery.RefusesAtOnce },
            TurnAction.Fail(TurnFailure.RefusedLate)),
        new("refused, and there", s_refused with { Thread = ThreadSight.Running }, TurnAction.Fail(TurnFailure.NeverAnswered)),
        new("the own end", s_ended, TurnAction.Finish),
        new(
            "the own end before the answer",
            s_ended with { Call = CallState.Pending, SinceEnd = TimeSpan.Zero },
            TurnAction.Wait(TurnRecovery.AnswerIsNear)),
        new("the own end before the answer", s_ended with { Call = CallState.Pending, SinceEnd = s_second }, TurnAction.ReadThread),
        new("an end, and nothing is looked for", s_ended with { Heals = false, QuestionSeen = false, IsOver = false }, TurnAction.Finish),
        new("the end of an unknown turn", s_ended with { IsOver = false }, TurnAction.ReadThread),
        new(
            "an end without a message",
            s_ended with { QuestionSeen = false, Thread = ThreadSight.Absent, SinceEnd = TurnRecovery.Shows },
            TurnAction.Finish),
        new(
            "the second end of a failed opencode turn",
            s_ended with { HasError = true, HasHole = true, Harness = HarnessKind.OpenCode, Thread = ThreadSight.Running },
            TurnAction.ReadThread),
        new("another turn's end", s_ended with { IsOver = false, Thread = ThreadSight.Running }, TurnAction.ForgetEnd),
        new(
            "a head that never comes",
            s_sent with { Call = CallState.Pending, Stream = StreamState.None, SinceSent = s_minute },
            TurnAction.AbandonCall),
        new("a blocking call over five minutes", s_blocking with { SinceSent = TurnRecovery.PlatformRepeats }, TurnAction.ReadThread),
        new(
            "text of an unknown turn, beside a call",
            s_blocking with { Stream = StreamState.Live, HasUnknownMessage = true },
            TurnAction.ReadThread),
        new("the answer is waited for", s_blocking, TurnAction.Wait(TurnRecovery.PlatformRepeats - s_second)),
        new("the answer is waited for", s_blocking with { Heals = false }, TurnAction.Wait(Timeout.InfiniteTimeSpan)),
        new("cut, and nothing is looked for", s_cut with { Heals = false }, TurnAction.Fail(TurnFailure.Cut)),
        new("two candidates", s_cut with { Thread = ThreadSight.Ambiguous }, TurnAction.Fail(TurnFailure.Ambiguous)),
        new("two answers of one millisecond", s_cut with { Thread = ThreadSight.SameMoment }, TurnAction.Fail(TurnFailure.SameMoment)),
        new("the thread was rebuilt", s_cut with { Thread = ThreadSight.Rebuilt }, TurnAction.Fail(TurnFailure.Rebuilt)),
        new(
            "a message that is never answered",
            s_sent with { Thread = ThreadSight.Unanswered, SightFor = TurnRecovery.Shows },
            TurnAction.Fail(TurnFailure.NeverAnswered)),
        new("a message that is never answered", s_sent with { Thread = ThreadSight.Unanswered }, TurnAction.ReadThread),
        new(
            "the session has ended",
            s_cut with { Thread = ThreadSight.Running, Session = SessionSight.Ended },
            TurnAction.Fail(TurnFailure.SessionEnded)),
        new("the harness lost the turn", s_cut with { Thread = ThreadSight.Gone }, TurnAction.AskSession),
        new(
            "the harness lost the turn",
            s_cut with { Thread = ThreadSight.Gone, Session = SessionSight.Same, SightFor = TurnRecovery.Shows },
            TurnAction.Fail(TurnFailure.Gone)),
        new(
            "the message never shows",
            s_cut with { QuestionSeen = false, Thread = ThreadSight.Absent, SinceSent = TimeSpan.FromMinutes(10) },
            TurnAction.Fail(TurnFailure.NotShown)),
        new(
            "nothing can be read",
            s_cut with { Thread = ThreadSight.Unreadable, SightFor = TimeSpan.FromMinutes(10) },
            TurnAction.Fail(TurnFailure.NotShown)),
        new(
            "the message can't be recognized",
            s_cut with { HasBaseline = false, QuestionSeen = false, Thread = ThreadSight.Absent },
            TurnAction.Fail(TurnFailure.NoBaseline)),
        new(
            "an opencode turn that fell silent",
            s_silent with { Harness = HarnessKind.OpenCode, WasCutSinceAlive = true, SinceThread = TimeSpan.Zero },
            TurnAction.Fail(TurnFailure.Silent)),
        new("the thread alone", s_cut with { WasRefused = true }, TurnAction.ReadThread),
        new(
            "too many attempts",
            s_cut with { Attempts = 11, Thread = ThreadSight.Unreadable },
            TurnAction.Fail(TurnFailure.TooManyAttempts)),
        new("how is the session", s_cut with { Thread = ThreadSight.Unreadable }, TurnAction.AskSession),
        new("a stream is opened", s_cut, TurnAction.OpenStream),
        new("a stream is opened", s_cut with { Pause = s_second }, TurnAction.Wait(s_second)),
        new("the gap is filled", s_cut with { Stream = StreamState.Live }, TurnAction.ReadThread),
        new("text of an unknown turn", s_sent with { HasUnknownMessage = true }, TurnAction.ReadThread),
        new("silence", s_silent with { SinceThread = s_minute }, TurnAction.ReadThread),
        new("silence: how is the session", s_silent with { SinceSession = s_minute }, TurnAction.AskSession),
        new("silence, and nothing can be read", s_silent with { Thread = ThreadSight.Unreadable }, TurnAction.DropStream),
        new("the turn is waited for", s_sent, TurnAction.Wait(s_minute)),
        new("the turn is waited for", s_silent, TurnAction.Wait(s_minute - s_second)),
    ];

    public static TheoryData<int, string> Cases()
    {
        TheoryData<int, string> cases = [];
        for (int i = 0; i < s_rows.Length; i++)
        {
            cases.Add(i, s_rows[i].Rule);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_rule_decides(int row, string rule)
    {
        Row expected = s_rows[row];

        TurnRecovery.Find(expected.Observed).Name.Should().Be(rule);
        TurnRecovery.Decide(expected.Observed).Should().Be(expected.Then);
    }

    [Fact]
    public void Every_rule_is_tested_and_has_a_name_of_its_own()
    {
        TurnRecovery.Rules.Select(r => r.Name).Should().OnlyHaveUniqueItems();
        s_rows.Select(r => r.Rule).Distinct().Should().BeEquivalentTo(TurnRecovery.Rules.Select(r => r.Name));
    }

    /// <summary>Silence is not an end: a tool may work for an hour without a word, and heartbeats are no life of a session.</summary>
    [Theory]
    [InlineData(nameof(HarnessKind.Claude), true, false)]
    [InlineData(nameof(HarnessKind.Claude), false, false)]
    [InlineData(nameof(HarnessKind.OpenCode), false, false)]
    [InlineData(nameof(HarnessKind.OpenCode), true, true)]
    public void Silence_alone_ends_no_turn(string harness, bool wasCut, bool toolRuns)
    {
        Observation observed = s_silent with
        {
            Harness = Enum.Parse<HarnessKind>(harness),
            WasCutSinceAlive = wasCut,
            HasRunningTool = toolRuns,
            SinceAlive = TimeSpan.FromHours(1),
            SinceThread = TimeSpan.Zero,
            SinceSession = TimeSpan.Zero,
        };

        TurnRecovery.Decide(observed).Should().Be(TurnAction.Wait(s_minute));
    }

    [Fact]
    public void The_page_shows_the_table()
    {
        StringBuilder table = new("| rule | what is observed | what is done |\n|---|---|---|\n");
        foreach (TurnRule rule in TurnRecovery.Rules)
        {
            table.Append($"| {rule.Name} | {rule.Observed} | {rule.Done} |\n");
        }

        Accepted.CheckSection(Path.Combine(Repository.Root, "docs", "reliability.md"), "the decision table", table.ToString());
    }

    private sealed record Row(string Rule, Observation Observed, TurnAction Then);
}
