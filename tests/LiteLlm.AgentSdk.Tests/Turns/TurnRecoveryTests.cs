using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Surface;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.Observed;

namespace LiteLlm.AgentSdk.Tests.Turns;

/// <summary>Tests every row of the decision table by its name, and the page that shows the table.</summary>
public sealed class TurnRecoveryTests
{
    private static readonly Row[] s_rows =
    [
        new("the whole turn is there", Cut with { Thread = ThreadView.Over }, TurnAction.Finish),
        new(
            "an answer after five minutes",
            Blocking with { Call = CallState.Answered, CallDuration = TurnRecovery.PlatformResendsAfter },
            TurnAction.ReadThread),
        new("the answer is the reply", Blocking with { Call = CallState.Answered, CallDuration = Second }, TurnAction.Finish),
        new(
            "the stream is behind the answer",
            Blocking with { Call = CallState.Answered, Stream = StreamState.Live },
            TurnAction.Wait(TurnRecovery.TimeForOtherSign - Second)),
        new("the answer is the last message", Blocking with { Call = CallState.AnsweredInPart }, TurnAction.ReadThread),
        new(
            "the stream has shown the other messages",
            Blocking with
            {
                Call = CallState.AnsweredInPart, Thread = ThreadView.Unreadable, EndSeen = true, IsOver = true, AnswerSeen = true,
            },
            TurnAction.Finish),
        new(
            "the other messages can't be read",
            Blocking with { Call = CallState.AnsweredInPart, Thread = ThreadView.Unreadable, EndSeen = true, IsOver = true },
            TurnAction.Fail(TurnFailure.ReplyIncomplete)),
        new(
            "the other messages can't be read",
            Blocking with { Call = CallState.AnsweredInPart, Thread = ThreadView.Unreadable },
            TurnAction.Fail(TurnFailure.ReplyIncomplete)),
        new("refused, and the reason is known", Refused with { IsOver = true, HasError = true }, TurnAction.Finish),
        new("refused, and the reason is known", Refused with { IsOver = true }, TurnAction.Finish),
        new("refused: the message is looked for", Refused with { IsOver = true, HasMissingParts = true }, TurnAction.ReadThread),
        new("refused: the session is checked", Refused with { Session = SessionView.NotChecked }, TurnAction.CheckSession),
        new(
            "refused, and the session was lost",
            Refused with { Session = SessionView.Replaced },
            TurnAction.Fail(TurnFailure.RecoveryFailed)),
        new(
            "refused: the message is looked for",
            Refused with { SinceAnswer = Second },
            TurnAction.Wait(TurnRecovery.TimeToShow - Second)),
        new("refused: the message is looked for", Refused, TurnAction.ReadThread),
        new("refused, and not in the session", Refused with { Thread = ThreadView.Absent }, TurnAction.Fail(TurnFailure.NotDelivered)),
        new(
            "refused late, and not in the session",
            Refused with { Thread = ThreadView.Absent, IsBlocking = false, CallDuration = TurnRecovery.LongestAttempt },
            TurnAction.Fail(TurnFailure.RefusedLate)),
        new(
            "refused late, and not in the session",
            Refused with { Thread = ThreadView.Absent, CallDuration = TurnRecovery.TimeToRefuse },
            TurnAction.Fail(TurnFailure.RefusedLate)),
        new(
            "refused late, and not in the session",
            Refused with { Thread = ThreadView.Absent, Session = SessionView.Unreadable },
            TurnAction.Fail(TurnFailure.RefusedLate)),
        new("refused, and in the session", Refused with { Thread = ThreadView.Running }, TurnAction.Fail(TurnFailure.NeverAnswered)),
        new("the end of this turn", Ended, TurnAction.Finish),
        new(
            "the end of this turn before the answer",
            Ended with { Call = CallState.Pending, SinceEnd = TimeSpan.Zero },
            TurnAction.Wait(TurnRecovery.TimeForResponse)),
        new(
            "the end of this turn before the answer",
            Ended with { Call = CallState.Pending, SinceEnd = Second },
            TurnAction.ReadThread),
        new("an end without healing", Ended with { Heals = false, QuestionSeen = false, IsOver = false }, TurnAction.Finish),
        new("the end of an unknown turn", Ended with { IsOver = false }, TurnAction.ReadThread),
        new(
            "an end without a message",
            Ended with { QuestionSeen = false, Thread = ThreadView.Absent, SinceEnd = TurnRecovery.TimeToShow },
            TurnAction.Finish),
        new(
            "the second end of a failed opencode turn",
            Ended with { HasError = true, HasMissingParts = true, Harness = HarnessKind.OpenCode, Thread = ThreadView.Running },
            TurnAction.ReadThread),
        new(
            "a failure without an answer",
            Cut with { IsOver = true, HasError = true, Harness = HarnessKind.Claude, Thread = ThreadView.Running },
            TurnAction.Finish),
        new("another turn's end", Ended with { IsOver = false, Thread = ThreadView.Running }, TurnAction.ForgetEnd),
        new(
            "no response headers",
            Sent with { Call = CallState.Pending, Stream = StreamState.None, SinceSent = Minute },
            TurnAction.AbandonCall),
        new("a blocking call over five minutes", Blocking with { SinceSent = TurnRecovery.PlatformResendsAfter }, TurnAction.ReadThread),
        new(
            "text of an unknown turn, beside a call",
            Blocking with { Stream = StreamState.Live, HasUnknownMessage = true },
            TurnAction.ReadThread),
        new("waiting for the answer", Blocking, TurnAction.Wait(TurnRecovery.PlatformResendsAfter - Second)),
        new("waiting for the answer", Blocking with { Heals = false }, TurnAction.Wait(Timeout.InfiniteTimeSpan)),
        new("a cut without healing", Cut with { Heals = false }, TurnAction.Fail(TurnFailure.Cut)),
        new("two candidates", Cut with { Thread = ThreadView.Ambiguous }, TurnAction.Fail(TurnFailure.Ambiguous)),
        new("two answers of one millisecond", Cut with { Thread = ThreadView.SameMoment }, TurnAction.Fail(TurnFailure.SameMoment)),
        new("the thread was rebuilt", Cut with { Thread = ThreadView.Rebuilt }, TurnAction.Fail(TurnFailure.Rebuilt)),
        new(
            "a message that is never answered",
            Sent with { Thread = ThreadView.Unanswered, ThreadUnchangedFor = TurnRecovery.TimeToShow },
            TurnAction.Fail(TurnFailure.NeverAnswered)),
        new("a message that is never answered", Sent with { Thread = ThreadView.Unanswered }, TurnAction.ReadThread),
        new(
            "the session has ended",
            Cut with { Thread = ThreadView.Running, Session = SessionView.Ended },
            TurnAction.Fail(TurnFailure.SessionEnded)),
        new("the harness lost the turn", Cut with { Thread = ThreadView.Gone }, TurnAction.CheckSession),
        new(
            "the harness lost the turn",
            Cut with { Thread = ThreadView.Gone, Session = SessionView.Same, ThreadUnchangedFor = TurnRecovery.TimeToShow },
            TurnAction.Fail(TurnFailure.Gone)),
        new(
            "the harness lost the turn",
            Cut with { Thread = ThreadView.Gone, Session = SessionView.Replaced, ThreadUnchangedFor = TurnRecovery.TimeToShow },
            TurnAction.Fail(TurnFailure.Rebuilt)),
        new(
            "the message never appears",
            Cut with { QuestionSeen = false, Thread = ThreadView.Absent, SinceSent = TimeSpan.FromMinutes(10) },
            TurnAction.Fail(TurnFailure.NotShown)),
        new(
            "nothing can be read",
            Cut with { Thread = ThreadView.Unreadable, ThreadUnchangedFor = TimeSpan.FromMinutes(10) },
            TurnAction.Fail(TurnFailure.NotShown)),
        new(
            "the message can't be recognized",
            Cut with { HasBaseline = false, QuestionSeen = false, Thread = ThreadView.Absent },
            TurnAction.Fail(TurnFailure.NoBaseline)),
        new(
            "an opencode turn that fell silent",
            Silent with { Harness = HarnessKind.OpenCode, WasCutSinceLastEvent = true, SinceThread = TimeSpan.Zero },
            TurnAction.Fail(TurnFailure.Silent)),
        new("no stream, only the messages", Cut with { WasRefused = true }, TurnAction.ReadThread),
        new(
            "too many attempts",
            Cut with { Attempts = 11, Thread = ThreadView.Unreadable },
            TurnAction.Fail(TurnFailure.TooManyAttempts)),
        new("the session is checked", Cut with { Thread = ThreadView.Unreadable }, TurnAction.CheckSession),
        new("a new stream", Cut, TurnAction.OpenStream),
        new("a new stream", Cut with { Pause = Second }, TurnAction.Wait(Second)),
        new("the gap is filled", Cut with { Stream = StreamState.Live }, TurnAction.ReadThread),
        new("text of an unknown turn", Sent with { HasUnknownMessage = true }, TurnAction.ReadThread),
        new("silence", Silent with { SinceThread = Minute }, TurnAction.ReadThread),
        new("silence: the session is checked", Silent with { SinceSession = Minute }, TurnAction.CheckSession),
        new("silence, and nothing can be read", Silent with { Thread = ThreadView.Unreadable }, TurnAction.DropStream),
        new("waiting for the next event", Sent, TurnAction.Wait(Minute)),
        new("waiting for the next event", Silent, TurnAction.Wait(Minute - Second)),
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

    /// <summary>Silence is not an end: a tool may work for an hour without output, and heartbeats do not show that a turn works.</summary>
    [Theory]
    [InlineData(nameof(HarnessKind.Claude), true, false)]
    [InlineData(nameof(HarnessKind.Claude), false, false)]
    [InlineData(nameof(HarnessKind.OpenCode), false, false)]
    [InlineData(nameof(HarnessKind.OpenCode), true, true)]
    public void Silence_alone_ends_no_turn(string harness, bool wasCut, bool toolRuns)
    {
        Observation observed = Silent with
        {
            Harness = Enum.Parse<HarnessKind>(harness),
            WasCutSinceLastEvent = wasCut,
            HasRunningTool = toolRuns,
            SinceLastEvent = TimeSpan.FromHours(1),
            SinceThread = TimeSpan.Zero,
            SinceSession = TimeSpan.Zero,
        };

        TurnRecovery.Decide(observed).Should().Be(TurnAction.Wait(Minute));
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
