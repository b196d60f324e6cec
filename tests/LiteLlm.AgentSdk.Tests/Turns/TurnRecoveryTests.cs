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
        MayOpenStream = true,
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
        s_sent with { Call = CallState.Pending, Stream = StreamState.None, MayOpenStream = false, IsBlocking = true };

    private static readonly Observation s_refused = s_blocking with
    {
        Call = CallState.Refused,
        IsFirstRefusal = true,
        Session = SessionView.Same,
        SinceAnswer = TurnRecovery.TimeToShow,
    };

    private static readonly Observation s_ended =
        s_sent with { Stream = StreamState.None, EndSeen = true, IsOver = true, QuestionSeen = true };

    // The stream was cut, and is being opened again.
    private static readonly Observation s_cut = s_sent with
    {
        Stream = StreamState.None,
        MayHaveMissedEvents = true,
        Attempts = 1,
        QuestionSeen = true,
    };

    private static readonly Observation s_silent = s_sent with
    {
        QuestionSeen = true,
        SinceLastEvent = s_minute,
        SinceThread = s_second,
        SinceSession = s_second,
        Thread = ThreadView.Running,
    };

    private static readonly Row[] s_rows =
    [
        new("the whole turn is there", s_cut with { Thread = ThreadView.Over }, TurnAction.Finish),
        new(
            "an answer after five minutes",
            s_blocking with { Call = CallState.Answered, CallDuration = TurnRecovery.PlatformResendsAfter },
            TurnAction.ReadThread),
        new("the answer is the reply", s_blocking with { Call = CallState.Answered, CallDuration = s_second }, TurnAction.Finish),
        new(
            "the stream is behind the answer",
            s_blocking with { Call = CallState.Answered, Stream = StreamState.Live },
            TurnAction.Wait(TurnRecovery.TimeForOtherSign - s_second)),
        new("the answer is the last message", s_blocking with { Call = CallState.AnsweredInPart }, TurnAction.ReadThread),
        new(
            "the other messages can't be read",
            s_blocking with { Call = CallState.AnsweredInPart, Thread = ThreadView.Unreadable },
            TurnAction.Fail(TurnFailure.ReplyIncomplete)),
        new("refused, and the reason is known", s_refused with { IsOver = true, HasError = true }, TurnAction.Finish),
        new("refused: the session is checked", s_refused with { Session = SessionView.NotAsked }, TurnAction.AskSession),
        new(
            "refused, and the session was lost",
            s_refused with { Session = SessionView.Replaced },
            TurnAction.Fail(TurnFailure.RecoveryFailed)),
        new(
            "refused: the message is looked for",
            s_refused with { SinceAnswer = s_second },
            TurnAction.Wait(TurnRecovery.TimeToShow - s_second)),
        new("refused: the message is looked for", s_refused, TurnAction.ReadThread),
        new("refused, and not in the session", s_refused with { Thread = ThreadView.Absent }, TurnAction.Fail(TurnFailure.NotDelivered)),
        new(
            "refused late, and not in the session",
            s_refused with { Thread = ThreadView.Absent, IsFirstRefusal = false },
            TurnAction.Fail(TurnFailure.RefusedLate)),
        new(
            "refused late, and not in the session",
            s_refused with { Thread = ThreadView.Absent, CallDuration = TurnRecovery.TimeToRefuse },
            TurnAction.Fail(TurnFailure.RefusedLate)),
        new("refused, and in the session", s_refused with { Thread = ThreadView.Running }, TurnAction.Fail(TurnFailure.NeverAnswered)),
        new("the end of this turn", s_ended, TurnAction.Finish),
        new(
            "the end of this turn before the answer",
            s_ended with { Call = CallState.Pending, SinceEnd = TimeSpan.Zero },
            TurnAction.Wait(TurnRecovery.TimeForResponse)),
        new(
            "the end of this turn before the answer",
            s_ended with { Call = CallState.Pending, SinceEnd = s_second },
            TurnAction.ReadThread),
        new("an end without healing", s_ended with { Heals = false, QuestionSeen = false, IsOver = false }, TurnAction.Finish),
        new("the end of an unknown turn", s_ended with { IsOver = false }, TurnAction.ReadThread),
        new(
            "an end without a message",
            s_ended with { QuestionSeen = false, Thread = ThreadView.Absent, SinceEnd = TurnRecovery.TimeToShow },
            TurnAction.Finish),
        new(
            "the second end of a failed opencode turn",
            s_ended with { HasError = true, HasMissingParts = true, Harness = HarnessKind.OpenCode, Thread = ThreadView.Running },
            TurnAction.ReadThread),
        new("another turn's end", s_ended with { IsOver = false, Thread = ThreadView.Running }, TurnAction.ForgetEnd),
        new(
            "no response headers",
            s_sent with { Call = CallState.Pending, Stream = StreamState.None, SinceSent = s_minute },
            TurnAction.AbandonCall),
        new("a blocking call over five minutes", s_blocking with { SinceSent = TurnRecovery.PlatformResendsAfter }, TurnAction.ReadThread),
        new(
            "text of an unknown turn, beside a call",
            s_blocking with { Stream = StreamState.Live, HasUnknownMessage = true },
            TurnAction.ReadThread),
        new("waiting for the answer", s_blocking, TurnAction.Wait(TurnRecovery.PlatformResendsAfter - s_second)),
        new("waiting for the answer", s_blocking with { Heals = false }, TurnAction.Wait(Timeout.InfiniteTimeSpan)),
        new("a cut without healing", s_cut with { Heals = false }, TurnAction.Fail(TurnFailure.Cut)),
        new("two candidates", s_cut with { Thread = ThreadView.Ambiguous }, TurnAction.Fail(TurnFailure.Ambiguous)),
        new("two answers of one millisecond", s_cut with { Thread = ThreadView.SameMoment }, TurnAction.Fail(TurnFailure.SameMoment)),
        new("the thread was rebuilt", s_cut with { Thread = ThreadView.Rebuilt }, TurnAction.Fail(TurnFailure.Rebuilt)),
        new(
            "a message that is never answered",
            s_sent with { Thread = ThreadView.Unanswered, ThreadUnchangedFor = TurnRecovery.TimeToShow },
            TurnAction.Fail(TurnFailure.NeverAnswered)),
        new("a message that is never answered", s_sent with { Thread = ThreadView.Unanswered }, TurnAction.ReadThread),
        new(
            "the session has ended",
            s_cut with { Thread = ThreadView.Running, Session = SessionView.Ended },
            TurnAction.Fail(TurnFailure.SessionEnded)),
        new("the harness lost the turn", s_cut with { Thread = ThreadView.Gone }, TurnAction.AskSession),
        new(
            "the harness lost the turn",
            s_cut with { Thread = ThreadView.Gone, Session = SessionView.Same, ThreadUnchangedFor = TurnRecovery.TimeToShow },
            TurnAction.Fail(TurnFailure.Gone)),
        new(
            "the message never appears",
            s_cut with { QuestionSeen = false, Thread = ThreadView.Absent, SinceSent = TimeSpan.FromMinutes(10) },
            TurnAction.Fail(TurnFailure.NotShown)),
        new(
            "nothing can be read",
            s_cut with { Thread = ThreadView.Unreadable, ThreadUnchangedFor = TimeSpan.FromMinutes(10) },
            TurnAction.Fail(TurnFailure.NotShown)),
        new(
            "the message can't be recognized",
            s_cut with { HasBaseline = false, QuestionSeen = false, Thread = ThreadView.Absent },
            TurnAction.Fail(TurnFailure.NoBaseline)),
        new(
            "an opencode turn that fell silent",
            s_silent with { Harness = HarnessKind.OpenCode, WasCutSinceLastEvent = true, SinceThread = TimeSpan.Zero },
            TurnAction.Fail(TurnFailure.Silent)),
        new("no stream, only the messages", s_cut with { WasRefused = true }, TurnAction.ReadThread),
        new(
            "too many attempts",
            s_cut with { Attempts = 11, Thread = ThreadView.Unreadable },
            TurnAction.Fail(TurnFailure.TooManyAttempts)),
        new("the session is checked", s_cut with { Thread = ThreadView.Unreadable }, TurnAction.AskSession),
        new("a new stream", s_cut, TurnAction.OpenStream),
        new("a new stream", s_cut with { Pause = s_second }, TurnAction.Wait(s_second)),
        new("the gap is filled", s_cut with { Stream = StreamState.Live }, TurnAction.ReadThread),
        new("text of an unknown turn", s_sent with { HasUnknownMessage = true }, TurnAction.ReadThread),
        new("silence", s_silent with { SinceThread = s_minute }, TurnAction.ReadThread),
        new("silence: the session is checked", s_silent with { SinceSession = s_minute }, TurnAction.AskSession),
        new("silence, and nothing can be read", s_silent with { Thread = ThreadView.Unreadable }, TurnAction.DropStream),
        new("waiting for the next event", s_sent, TurnAction.Wait(s_minute)),
        new("waiting for the next event", s_silent, TurnAction.Wait(s_minute - s_second)),
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
            WasCutSinceLastEvent = wasCut,
            HasRunningTool = toolRuns,
            SinceLastEvent = TimeSpan.FromHours(1),
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
