using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>What a thread says about its turns.</summary>
public sealed class MessageThreadTests
{
    private static readonly Message s_pending = new() { Info = new MessageInfo { Id = "pending-1", Role = MessageRole.User } };

    // The platform serves this thread while there is no sandbox.
    private static readonly Message s_storedAnswer = new() { Info = new MessageInfo { Id = "stored_a", Role = MessageRole.Assistant } };

    [Fact]
    public void The_harness_is_recognized_by_its_messages()
    {
        Harness().Should().Be(HarnessKind.Unknown);
        Harness(s_storedAnswer).Should().Be(HarnessKind.Unknown);
        Harness(Asked("u", "hi", 1)).Should().Be(HarnessKind.Claude);
        Harness(Prompted("u", "hi")).Should().Be(HarnessKind.OpenCode);
        Harness(Replied("a", "u", null)).Should().Be(HarnessKind.OpenCode);
        Harness(Answered("a", 1, "an answer alone tells nothing")).Should().Be(HarnessKind.Unknown);
        Harness(Answered("a", 1, ""), Asked("u", "hi", 1)).Should().Be(HarnessKind.Claude);

        static HarnessKind Harness(params Message[] thread) => MessageThread.HarnessOf(thread);
    }

    [Fact]
    public void A_claude_question_is_open_until_its_own_answer_is_there()
    {
        Open(Asked("u1", "one", 1), Asked("u2", "two", 2)).Should().Equal("u1", "u2");
        Open(Asked("u1", "one", 1), Asked("u2", "two", 2), Answered("a2", 2, "")).Should().Equal("u1");
        Open(Asked("u1", "one", 1), Asked("u2", "two", 2), Answered("a1", 1, "")).Should().Equal("u2");
        Open(Asked("u1", "one", 1), Answered("a0", 0, "")).Should().Equal("u1");
    }

    [Fact]
    public void An_answer_of_opencode_closes_every_question_up_to_its_own()
    {
        Open(Prompted("u1", "one"), Prompted("u2", "two"), Prompted("u3", "three"), Replied("a", "u2", "stop")).Should().Equal("u3");
        Open(Prompted("u1", "one"), Replied("a", "u1", null)).Should().Equal("u1");
        Open(Prompted("u1", "one"), Replied("a", "u1", "tool-calls")).Should().Equal("u1");
        Open(Prompted("u1", "one"), Failing("a", "u1", "APIError")).Should().BeEmpty();
        Open(Prompted("u1", "one"), Replied("a", "other", "stop")).Should().Equal("u1");
    }

    [Fact]
    public void A_stored_answer_closes_the_question_before_it()
    {
        Message stored = new() { Info = new MessageInfo { Id = "stored_u", Role = MessageRole.User } };

        Open(Asked("u1", "one", 1), stored, s_storedAnswer).Should().Equal("u1");
        Open(s_storedAnswer).Should().BeEmpty();
    }

    [Fact]
    public void A_message_that_the_platform_only_queues_is_not_a_question() =>
        Open(Asked("u1", "one", 1), s_pending).Should().Equal("u1");

    [Fact]
    public void A_claude_turn_runs_while_its_last_question_is_open()
    {
        Runs().Should().BeFalse();
        Runs(Asked("u1", "one", 1)).Should().BeTrue();
        Runs(Asked("u1", "one", 1), Answered("a1", 1, "")).Should().BeFalse();
        Runs(Asked("u1", "one", 1), Asked("u2", "two", 2), Answered("a1", 1, "")).Should().BeTrue();

        // The harness was lost during the first turn, so its question is never answered.
        Runs(Asked("u1", "one", 1), Asked("u2", "two", 2), Answered("a2", 2, "")).Should().BeFalse();
        Runs(Answered("a2", 2, "")).Should().BeFalse();
    }

    [Fact]
    public void An_opencode_turn_runs_while_an_answer_is_written()
    {
        Runs(Prompted("u1", "one")).Should().BeFalse();
        Runs(Prompted("u1", "one"), Replied("a1", "u1", null)).Should().BeTrue();
        Runs(Prompted("u1", "one"), Replied("a1", "u1", "tool-calls")).Should().BeTrue();
        Runs(Prompted("u1", "one"), Replied("a1", "u1", null), Prompted("u2", "two")).Should().BeTrue();
        Runs(Prompted("u1", "one"), Replied("a1", "u1", "stop"), Prompted("u2", "two")).Should().BeFalse();
        Runs(Prompted("u1", "one"), Replied("a1", "u1", "stop"), s_pending).Should().BeTrue();
        MessageThread.IsWriting([Prompted("u1", "one"), s_storedAnswer]).Should().BeFalse();
        MessageThread.IsWriting([Replied("a1", "u1", null), new Message { Info = s_pending.Info with { Role = MessageRole.Assistant } }])
            .Should().BeTrue();
    }

    [Fact]
    public void A_turn_that_was_given_up_does_not_run()
    {
        HashSet<string> givenUp = ["u1"];
        MessageThread.IsTurnRunning([Asked("u1", "one", 1)], givenUp).Should().BeFalse();
        MessageThread.IsTurnRunning([Asked("u1", "one", 1), Asked("u2", "two", 2)], givenUp).Should().BeTrue();
        MessageThread.IsTurnRunning([Prompted("u1", "one"), Replied("a1", "u1", null)], givenUp).Should().BeFalse();
        MessageThread.IsTurnRunning([Prompted("u1", "one"), Replied("a1", "u1", null), Replied("a2", "u2", null)], givenUp)
            .Should().BeTrue();
        MessageThread.IsTurnRunning([Prompted("u1", "one"), Replied("a1", "u1", null), s_pending], givenUp).Should().BeTrue();
        ThreadBaseline.Of([Asked("u1", "one", 1), Asked("u2", "two", 2)], givenUp).OpenQuestions.Select(q => q.Id).Should().Equal("u2");
    }

    [Fact]
    public void Only_an_opencode_turn_without_a_running_tool_may_be_abandoned()
    {
        MessageThread.MayBeAbandoned([Prompted("u1", "one"), Replied("a1", "u1", null)]).Should().BeTrue();
        MessageThread.MayBeAbandoned([Prompted("u1", "one"), Replied("a1", "u1", "stop")]).Should().BeFalse();
        MessageThread.MayBeAbandoned([Prompted("u1", "one"), Replied("a1", "u1", null, Tool("t", ToolStatus.Running))]).Should().BeFalse();
        MessageThread.MayBeAbandoned([Prompted("u1", "one"), Replied("a1", "u1", null, Tool("t", ToolStatus.Completed))])
            .Should().BeTrue();
        MessageThread.MayBeAbandoned([Asked("u1", "one", 1)]).Should().BeFalse();
    }

    [Fact]
    public void A_thread_grows_with_each_message_part_and_character()
    {
        Message[] thread = [Prompted("u1", "one"), Replied("a1", "u1", null, Text("p", "ab"))];
        int size = MessageThread.SizeOf(thread);

        MessageThread.SizeOf([.. thread, s_pending]).Should().Be(size + 1);
        MessageThread.SizeOf([thread[0], Replied("a1", "u1", null, Text("p", "abc"))]).Should().Be(size + 1);
        MessageThread.SizeOf([thread[0], Replied("a1", "u1", null, Text("p", "ab"), Text("q", ""))]).Should().Be(size + 1);
        MessageThread.SizeOf(Reasoning("r", "abc")).Should().Be(4);
        MessageThread.SizeOf(Tool("t", ToolStatus.Running)).Should().Be(1 + "running".Length);
        MessageThread.SizeOf(Tool("t", ToolStatus.Running, "out")).Should().Be(1 + "running".Length + 3);
        MessageThread.SizeOf(new ImageCountPart { Count = 3 }).Should().Be(1);
    }

    [Fact]
    public void The_first_turn_has_one_question_before_it_at_most()
    {
        MessageThread.IsFirstTurn([]).Should().BeTrue();
        MessageThread.IsFirstTurn([Prompted("u1", "one"), Replied("a1", "u1", "stop"), Replied("a2", "u1", "stop")]).Should().BeTrue();
        MessageThread.IsFirstTurn([Prompted("u1", "one"), Prompted("u2", "two")]).Should().BeFalse();
    }

    [Fact]
    public void Opencode_names_the_question_of_every_answer()
    {
        Message question = Prompted("u1", "one");
        Message[] thread =
        [
            Replied("a0", "u1", "stop"), question, Replied("a1", "u1", "tool-calls"), Prompted("u2", "two"), Replied("b1", "u2", "stop"),
            Replied("a2", "u1", "stop"), new() { Info = Replied("pending-3", "u1", "stop").Info },
        ];

        Ids(MessageThread.AnswersTo(thread, question)).Should().Equal("a1", "a2");
        Ids(MessageThread.AnswersTo(thread, "u2")).Should().Equal("b1");
        Ids(MessageThread.AnswersTo(thread, "u1")).Should().Equal("a0", "a1", "a2");
    }

    [Fact]
    public void Claude_gives_an_answer_the_time_of_its_question()
    {
        Message question = Asked("u1", "one", 1);

        Ids(MessageThread.AnswersTo([question, Asked("u2", "two", 2), Answered("a2", 2, ""), Answered("a1", 1, "")], question))
            .Should().Equal("a1");
        Ids(MessageThread.AnswersTo([question], question)).Should().BeEmpty();
        Ids(MessageThread.AnswersTo([question, Answered("a2", 2, "")], question)).Should().BeEmpty();

        // An answer with the question's time that comes before the question belongs to another question.
        Ids(MessageThread.AnswersTo([Asked("u0", "zero", 1), Answered("a0", 1, ""), question, Answered("a1", 1, "")], question))
            .Should().Equal("a1");
    }

    [Fact]
    public void Two_questions_of_one_millisecond_are_told_apart_by_order_or_not_at_all()
    {
        Message one = Asked("u1", "one", 1);
        Message two = Asked("u2", "two", 1);
        Message[] both = [one, two, Answered("a", 1, ""), Answered("b", 1, "")];

        MessageThread.AnswersTo(both, one).Should().BeNull();
        MessageThread.AnswersTo(both, two).Should().BeNull();
        Ids(MessageThread.AnswersTo(both, one, "b")).Should().Equal("b");
        MessageThread.AnswersTo(both, two, "b").Should().BeNull("the other question was there first");
        MessageThread.AnswersTo(both, one, "c").Should().BeNull();

        // Only one of two answers is there. It may belong to either question.
        Ids(MessageThread.AnswersTo(both[..3], one)).Should().BeEmpty();
        Ids(MessageThread.AnswersTo(both[..3], one, "a")).Should().Equal("a");
    }

    [Fact]
    public void A_waiting_question_is_merged_into_the_next_that_is_answered()
    {
        Message one = Prompted("u1", "one");
        Message step = Replied("a1", "u1", "tool-calls");
        Message[] later = [s_pending, Prompted("u2", "two"), Prompted("u3", "three"), Replied("a3", "u3", "stop")];

        Merged([one, .. later], one, []).Should().Be("u3");
        Merged([one, step, .. later], one, [step]).Should().Be("u3");
        Merged([Prompted("u0", "zero"), Replied("a0", "u0", "stop"), one], one, []).Should().BeNull("only later ones count");
        Merged([one, Prompted("u2", "two"), Replied("a2", "u2", null)], one, []).Should().BeNull("it is not over");
        Merged([one, .. later], one, [Replied("a1", "u1", "stop")]).Should().BeNull("it has an answer of its own");
        Merged([one, .. later], one, [Replied("a1", "u1", null)]).Should().BeNull("its answer is being written");
        Message failed = step with { Info = step.Info with { Error = TurnErrors.Of("APIError", null) } };
        Merged([one, failed, .. later], one, [failed]).Should().BeNull("its answer failed");
        Message question = Asked("u1", "one", 1);
        Merged([question, Asked("u2", "two", 2), Answered("a2", 2, "")], question, []).Should().BeNull("claude answers each by itself");

        static string? Merged(Message[] thread, Message question, IReadOnlyList<Message> answers) =>
            MessageThread.MergedInto(thread, question, answers)?.Info.Id;
    }

    [Fact]
    public void A_turn_is_over_with_a_complete_message_that_asks_for_no_tools()
    {
        MessageThread.IsOver(Replied("a", "u", "stop").Info).Should().BeTrue();
        MessageThread.IsOver(Replied("a", "u", "tool-calls").Info).Should().BeFalse();
        MessageThread.IsOver(Replied("a", "u", null).Info).Should().BeFalse();
        MessageThread.IsOver(Failing("a", "u", "APIError").Info).Should().BeTrue();
        MessageThread.IsOver(s_storedAnswer.Info).Should().BeFalse();
        MessageThread.IsOver((IReadOnlyList<Message>)[]).Should().BeFalse();
        MessageThread.IsOver([Replied("a", "u", "stop"), Replied("b", "u", null)]).Should().BeFalse();
        MessageThread.IsOver([Replied("a", "u", null), Replied("b", "u", "stop")]).Should().BeTrue();
    }

    [Fact]
    public void The_history_that_a_restart_gives_is_recognized()
    {
        MessageThread.IsReplayedHistory(Asked("u", "<previous_session_history>\nUser: hi", 1)).Should().BeTrue();
        MessageThread.IsReplayedHistory(Asked("u", "see <previous_session_history>", 1)).Should().BeFalse();
        MessageThread.IsReplayedHistory(Answered("a", 1, "<previous_session_history>")).Should().BeFalse();
    }

    private static IEnumerable<string> Open(params Message[] thread) => MessageThread.OpenQuestions(thread).Select(q => q.Id);

    private static bool Runs(params Message[] thread) => MessageThread.IsTurnRunning(thread);

    private static IEnumerable<string> Ids(IReadOnlyList<Message>? messages) => messages!.Select(m => m.Info.Id);
}
