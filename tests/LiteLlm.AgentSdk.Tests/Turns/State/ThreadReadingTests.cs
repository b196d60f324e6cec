using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>What a reading of the thread says about a turn.</summary>
public sealed class ThreadReadingTests
{
    private static readonly SentMessage s_hi = new(["hi"], 0, null);
    private static readonly Message s_history = Asked("h", "<previous_session_history>\n", 9);

    [Fact]
    public void Without_a_baseline_the_message_cannot_be_found()
    {
        Read(s_hi, null, Asked("u", "hi", 1)).View.Should().Be(ThreadView.Absent);
        Read(null, ThreadBaseline.Empty, Asked("u", "hi", 1)).View.Should().Be(ThreadView.Absent);
        Read(s_hi, ThreadBaseline.Empty, Asked("u", "ho", 1)).View.Should().Be(ThreadView.Absent);
    }

    [Fact]
    public void A_rebuilt_thread_proves_nothing()
    {
        Read(s_hi, ThreadBaseline.Of([Asked("old", "old", 1)]), Asked("u", "hi", 2)).View.Should().Be(ThreadView.Rebuilt);
    }

    [Fact]
    public void A_seen_message_that_is_missing_was_lost_or_the_thread_was_rebuilt()
    {
        Seen([], ThreadBaseline.Empty).Should().Be(ThreadView.Gone);
        Seen([Asked("other", "ho", 2)], ThreadBaseline.Empty).Should().Be(ThreadView.Gone);
        Seen([s_history], ThreadBaseline.Empty).Should().Be(ThreadView.Rebuilt);
        Seen([s_history], null).Should().Be(ThreadView.Rebuilt);
        Seen([s_history], ThreadBaseline.Of([s_history])).Should().Be(ThreadView.Gone);

        static ThreadView Seen(Message[] thread, ThreadBaseline? baseline)
        {
            TurnState state = new(s_hi, baseline);
            state.Recognize(Asked("u", "hi", 1));
            return ThreadReading.Apply(state, s_hi, baseline, thread).View;
        }
    }

    [Fact]
    public void Two_equal_messages_are_ambiguous_and_named()
    {
        (ThreadView view, _, IReadOnlyList<Message> candidates) =
            Read(s_hi, ThreadBaseline.Empty, Asked("u1", "hi", 1), Asked("u2", "hi", 2));

        view.Should().Be(ThreadView.Ambiguous);
        candidates.Select(c => c.Info.Id).Should().Equal("u1", "u2");
    }

    [Fact]
    public void The_platforms_copy_of_a_blocking_message_is_not_another_candidate()
    {
        SentMessage blocking = new(["hi"], 0, null) { MayBeRepeated = true };

        (ThreadView view, TurnState state, _) = Read(
            blocking, ThreadBaseline.Empty, Prompted("u1", "hi", 0), Prompted("u2", "hi", 300_000),
            Replied("a", "u1", "stop", Text("p", "x")));

        view.Should().Be(ThreadView.Over);
        state.QuestionId.Should().Be("u1");
        state.IsDuplicated.Should().BeTrue();
        state.AnsweredWith.Should().BeNull();
        state.HasWaitingOthers.Should().BeFalse("the copy is ours");
    }

    [Fact]
    public void The_copys_answer_is_ours_and_another_senders_answer_is_named()
    {
        SentMessage blocking = new(["hi"], 0, null) { MayBeRepeated = true };

        (ThreadView copied, TurnState own, _) = Read(
            blocking, ThreadBaseline.Empty, Prompted("u1", "hi", 0), Prompted("u2", "hi", 300_000),
            Replied("a", "u2", "stop", Text("p", "x")));
        (ThreadView merged, TurnState others, _) = Read(
            s_hi, ThreadBaseline.Empty, Prompted("u1", "hi"), Prompted("u2", "ho"), Replied("a", "u2", "stop", Text("p", "x")));

        copied.Should().Be(ThreadView.Over);
        own.AnsweredWith.Should().BeNull();
        own.ToReply().Text.Should().Be("x");
        merged.Should().Be(ThreadView.Over);
        others.AnsweredWith.Should().Be("u2");
        others.ToReply().AnsweredWith.Should().Be("u2");
        others.ToReply().Text.Should().Be("x");
        others.IsDuplicated.Should().BeFalse();
    }

    [Fact]
    public void A_copy_that_is_answered_with_another_senders_message_is_a_duplicate()
    {
        SentMessage blocking = new(["hi"], 0, null) { MayBeRepeated = true };

        (_, TurnState state, _) = Read(
            blocking, ThreadBaseline.Empty, Prompted("u1", "hi", 0), Prompted("u2", "hi", 300_000), Prompted("u3", "ho", 300_001),
            Replied("a", "u3", "stop", Text("p", "x")));

        state.AnsweredWith.Should().Be("u3");
        state.IsDuplicated.Should().BeTrue();
    }

    [Fact]
    public void Others_wait_while_their_questions_are_open()
    {
        Read(s_hi, ThreadBaseline.Empty, Asked("u", "hi", 1), Answered("a", 1, "x"), Asked("v", "ho", 2)).State
            .HasWaitingOthers.Should().BeTrue();
        Read(s_hi, ThreadBaseline.Empty, Asked("u", "hi", 1), Answered("a", 1, "x")).State.HasWaitingOthers.Should().BeFalse();
        Read(s_hi, ThreadBaseline.Empty, Asked("u", "hi", 1)).State.HasWaitingOthers.Should().BeFalse("the own question does not count");
    }

    [Fact]
    public void The_view_tells_how_far_the_turn_is()
    {
        Read(s_hi, ThreadBaseline.Empty, Asked("u", "hi", 1)).View.Should().Be(ThreadView.Running);
        Read(s_hi, ThreadBaseline.Empty, Asked("u", "hi", 1), Answered("a", 1, "x")).View.Should().Be(ThreadView.Over);
        Read(s_hi, ThreadBaseline.Empty, Prompted("u", "hi")).View.Should().Be(ThreadView.Unanswered);
        Read(s_hi, ThreadBaseline.Empty, Prompted("u", "hi"), Replied("a", "u", null)).View.Should().Be(ThreadView.Running);
        Read(s_hi, ThreadBaseline.Empty, Prompted("u", "hi"), Replied("a", "u", "tool-calls")).View.Should().Be(ThreadView.Running);
        Read(s_hi, ThreadBaseline.Empty, Prompted("v", "ho"), Replied("b", "v", null), Prompted("u", "hi")).View
            .Should().Be(ThreadView.Running, "it waits for the turn that runs");
        Read(s_hi, ThreadBaseline.Empty, Asked("u", "hi", 1), Asked("v", "ho", 1), Answered("a", 1, "x"), Answered("b", 1, "y")).View
            .Should().Be(ThreadView.SameMoment);
    }

    [Fact]
    public void The_answer_that_the_stream_showed_first_decides_between_equal_times()
    {
        TurnState state = new(s_hi, ThreadBaseline.Empty);
        Message[] thread = [Asked("u", "hi", 1), Asked("v", "ho", 1), Answered("a", 1, "x"), Answered("b", 1, "y")];
        foreach (SessionEvent value in (SessionEvent[])[.. Events(thread[0]), Delta("b", "b_b0", "y"), .. Events(thread[1])])
        {
            state.Apply(value);
        }

        ThreadReading.Apply(state, s_hi, ThreadBaseline.Empty, thread).View.Should().Be(ThreadView.Over);
        state.ToReply().Text.Should().Be("y");
    }

    private static (ThreadView View, TurnState State, IReadOnlyList<Message> Candidates) Read(
        SentMessage? sent, ThreadBaseline? baseline, params Message[] thread)
    {
        TurnState state = new(sent, baseline);
        (ThreadView view, IReadOnlyList<Message> candidates) = ThreadReading.Apply(state, sent, baseline, thread);
        return (view, state, candidates);
    }
}
