using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>How a turn handles gaps, and what its checkpoint contains for another process.</summary>
public sealed class TurnGapTests
{
    private static readonly Message s_own = Asked("u", "hi", 10);

    [Fact]
    public void An_open_part_waits_after_a_gap_until_it_is_complete()
    {
        TurnScreen screen = Begin(Delta("a", "a_b0", "Hel"));

        screen.State.MarkGap();
        screen.State.HasMissingParts.Should().BeTrue();
        screen.Apply(Delta("a", "a_b0", "you")).Should().BeEmpty();
        screen.Apply(Part("a", new TextPart { Id = "a_b0", Text = "Hello you" })).Should().Equal("text a/a_b0@3 lo you");
        screen.State.HasMissingParts.Should().BeTrue("the thread has not been seen since");
        screen.Merge(Answered("a", 10, "Hello you")).Should().BeEmpty();
        screen.State.HasMissingParts.Should().BeFalse();
    }

    [Fact]
    public void A_gap_stays_open_while_a_part_of_the_turn_is_incomplete()
    {
        TurnScreen screen = Begin(Updated(Replied("a", "u", null)), Part("a", Text("p", "Hel", hasEnded: false)));
        screen.State.HasMissingParts.Should().BeFalse();
        screen.State.MarkGap();

        screen.Merge(Replied("a", "u", null, Text("p", "Hello", hasEnded: false)));
        screen.State.HasMissingParts.Should().BeTrue();
        screen.Apply(Part("a", Text("p", "Hello!")));
        screen.State.HasMissingParts.Should().BeFalse();
    }

    [Fact]
    public void A_whole_part_survives_a_gap()
    {
        TurnScreen screen = Begin(Part("a", new TextPart { Id = "a_b0", Text = "one" }));

        screen.State.MarkGap();

        screen.Apply(Part("a", new TextPart { Id = "a_b1", Text = "two" }))
            .Should().Equal(["break a/a_b1", "text a/a_b1@0 two"], "nothing can be missing between a part and the next number");
    }

    [Theory]
    [InlineData("a_b2")]
    [InlineData("b_b1")]
    [InlineData("a_bx")]
    [InlineData("p")]
    public void A_part_after_a_gap_waits_for_those_that_may_have_been_missed(string id)
    {
        TurnScreen screen = Begin(Part("a", new TextPart { Id = "a_b0", Text = "one" }));
        screen.State.MarkGap();

        screen.Apply(Part("a", new TextPart { Id = id, Text = "last" })).Should().BeEmpty();
        screen.Apply(Part("a", new TextPart { Id = "later", Text = "!" })).Should().BeEmpty();
        Message answer = Answered("a", 10) with
        {
            Parts =
            [
                new TextPart { Id = "a_b0", Text = "one" },
                new TextPart { Id = "missed", Text = "two" },
                new TextPart { Id = id, Text = "last" },
            ],
        };

        screen.Merge(answer).Should().Equal(
            "break a/missed", "text a/missed@0 two", $"break a/{id}", $"text a/{id}@0 last", "break a/later", "text a/later@0 !");
        screen.State.ToReply().Text.Should().Be("one\ntwo\nlast\n!");
    }

    [Fact]
    public void The_part_that_was_open_at_the_gap_does_not_wait()
    {
        TurnScreen screen = Begin(Delta("a", "a_b0", "on"));
        screen.State.MarkGap();

        screen.Apply(Part("a", new TextPart { Id = "a_b0", Text = "one" }), Part("a", new TextPart { Id = "a_b1", Text = "two" }))
            .Should().Equal("text a/a_b0@2 e", "break a/a_b1", "text a/a_b1@0 two");
    }

    [Fact]
    public void The_next_part_waits_while_the_open_part_is_incomplete()
    {
        TurnScreen screen = Begin(Delta("a", "a_b0", "on"));
        screen.State.MarkGap();

        screen.Apply(Part("a", new TextPart { Id = "a_b1", Text = "two" })).Should().BeEmpty();
        screen.Merge(Answered("a", 10, "one", "two")).Should().Equal("text a/a_b0@2 e", "break a/a_b1", "text a/a_b1@0 two");
    }

    [Fact]
    public void The_first_part_after_a_gap_waits_if_no_part_precedes_it()
    {
        TurnScreen screen = Begin();
        screen.State.MarkGap();
        screen.State.AssignFromThread([s_own]);

        screen.Apply(Part("a", new TextPart { Id = "a_b1", Text = "two" })).Should().BeEmpty();
        screen.Merge(Answered("a", 10, "one", "two")).Should().Equal("text a/a_b0@0 one", "break a/a_b1", "text a/a_b1@0 two");
    }

    [Fact]
    public void Deltas_of_a_part_that_is_new_after_a_gap_cannot_be_placed()
    {
        TurnScreen screen = Begin(Part("a", new TextPart { Id = "a_b0", Text = "one" }));
        screen.State.MarkGap();

        screen.Apply(Delta("a", "a_b1", "wo")).Should().BeEmpty();
        screen.Apply(Part("a", new TextPart { Id = "a_b1", Text = "two" })).Should().Equal("break a/a_b1", "text a/a_b1@0 two");
    }

    [Fact]
    public void An_empty_reading_fills_no_gap()
    {
        TurnScreen screen = Begin(Delta("a", "a_b0", "on"));
        screen.State.MarkGap();

        screen.Merge().Should().BeEmpty();

        screen.State.HasMissingParts.Should().BeTrue();
    }

    [Fact]
    public void A_message_that_is_first_seen_after_a_gap_is_ours_once_the_thread_shows_one_open_question()
    {
        TurnScreen screen = Begin();
        screen.State.MarkGap();
        screen.Apply(Delta("a", "a_b0", "x"));
        screen.State.HasUnknownMessage.Should().BeTrue();

        screen.State.AssignFromThread([s_own]);

        screen.State.HasAnswer.Should().BeTrue();
        screen.State.HasUnknownMessage.Should().BeFalse();
    }

    [Fact]
    public void Two_open_questions_in_the_thread_leave_the_owner_undecided()
    {
        TurnScreen screen = Begin();
        screen.State.MarkGap();
        screen.Apply(Delta("a", "a_b0", "x"));

        screen.State.AssignFromThread([s_own, Asked("v", "ho", 11)]);

        screen.State.HasAnswer.Should().BeFalse();
        screen.State.AssignFromThread([s_own, Asked("v", "ho", 11), Answered("a", 10, "x")]);
        screen.State.HasAnswer.Should().BeTrue("the thread has its time");
    }

    [Fact]
    public void A_question_that_is_never_answered_is_not_open()
    {
        Message dead = Prompted("dead", "old");
        TurnScreen screen = TurnScreen.Begin(ThreadBaseline.Of([dead]));
        screen.Apply(Events(Prompted("u", "hi")));
        screen.State.MarkGap();
        screen.Apply(Delta("a", "p", "x"));

        screen.State.AssignFromThread([dead, Prompted("u", "hi")]);

        screen.State.HasAnswer.Should().BeTrue();
    }

    [Fact]
    public void Messages_are_put_into_the_threads_order()
    {
        TurnScreen screen = Begin(Updated(Replied("b", "u", "stop")), Part("b", Text("q", "two")));

        screen.Merge(Replied("a", "u", "tool-calls", Text("p", "one")), Replied("b", "u", "stop", Text("q", "two")));

        screen.State.ToReply().Text.Should().Be("one\ntwo");
    }

    [Fact]
    public void Parts_are_put_into_the_threads_order_and_unknown_ones_follow_their_neighbour()
    {
        TurnMessage message = new("a");
        foreach (string id in (string[])["b", "x", "a"])
        {
            message.Part(id, out bool isNew);
            isNew.Should().BeTrue();
        }

        message.OrderAs(["a", "not known", "b", "a"]);
        message.Parts.Select(p => p.Id).Should().Equal(["a", "b", "x"], "x came after b");
        message.OrderAs(["b"]);
        message.Parts.Select(p => p.Id).Should().Equal("a", "b", "x");
        message.Part("x", out bool again);
        again.Should().BeFalse();
    }

    [Fact]
    public void The_platforms_reply_decides_the_answer()
    {
        TurnScreen screen = Begin(Updated(Replied("given up", "u", null)), Delta("given up", "p", "half"));

        screen.State.Adopt([Replied("a", "u", "stop", Text("q", "whole"))]);

        screen.State.ToReply().Text.Should().Be("whole");
        screen.State.IsOver.Should().BeTrue();
    }

    [Fact]
    public void A_checkpoint_counts_only_updates_that_were_taken()
    {
        TurnState state = new(new SentMessage(["hi"], 0, null), ThreadBaseline.Empty);
        state.ToCheckpoint("s").Should().BeNull("the message has not been seen");
        TurnScreen screen = new(state);
        screen.Apply(Events(s_own));
        state.Apply(Delta("a", "p", "Hel"));
        state.Apply(Delta("a", "p", "lo"));
        state.Apply(Part("a", Tool("t", ToolStatus.Completed)));
        state.Apply(Delta("a", "r", "hm", "reasoning"));

        state.TryDequeue(out _).Should().BeTrue();
        TurnCheckpoint half = state.ToCheckpoint("s")!;
        screen.Take();
        TurnCheckpoint all = state.ToCheckpoint("s")!;

        half.SessionId.Should().Be("s");
        half.UserMessageId.Should().Be("u");
        half.Parts.Select(p => (p.MessageId, p.PartId, p.Length, p.IsStarted, p.IsFinished, p.IsReasoning)).Should().Equal(
            ("a", "p", 3, false, false, false), ("a", "t", 0, false, false, false), ("a", "r", 0, false, false, true));
        all.Parts.Select(p => (p.PartId, p.Length, p.IsStarted, p.IsFinished)).Should().Equal(
            ("p", 5, false, false), ("t", 0, true, true), ("r", 2, false, false));
    }

    /// <summary>An application that shows a turn to several readers creates checkpoints on other threads than the reading loop.</summary>
    [Fact]
    public async Task A_checkpoint_can_be_created_on_another_thread()
    {
        TurnScreen screen = Begin();
        using Barrier bothRun = new(2);
        Task<int> reader = Task.Run(() =>
        {
            bothRun.SignalAndWait();
            int parts = 0;
            while (parts < 2_000)
            {
                parts = screen.State.ToCheckpoint("s")!.Parts.Count;
            }

            return parts;
        });

        bothRun.SignalAndWait();
        for (int i = 0; i < 2_000; i++)
        {
            screen.Apply(Delta("a", $"p{i}", "x"));
        }

        (await reader).Should().Be(2_000);
    }

    [Fact]
    public void A_replacement_that_was_not_taken_counts_as_the_previous_text()
    {
        TurnScreen screen = Begin(Delta("a", "p", "Hello"));
        screen.State.Apply(Part("a", Text("p", "No")));

        screen.State.ToCheckpoint("s")!.Parts.Single().Length.Should().Be(5);
        screen.Take();
        screen.State.ToCheckpoint("s")!.Parts.Single().Length.Should().Be(2);
    }

    [Fact]
    public void Other_turns_are_not_in_a_checkpoint()
    {
        TurnScreen screen = Begin(Delta("a", "p", "x"), Updated(Replied("b", "other", null)), Delta("b", "q", "y"));

        screen.State.ToCheckpoint("s")!.Parts.Select(p => p.MessageId).Should().Equal("a");
    }

    [Fact]
    public void A_resumed_turn_returns_only_what_the_first_process_did_not()
    {
        TurnCheckpoint checkpoint = new()
        {
            SessionId = "s",
            UserMessageId = "u",
            Parts =
            [
                new TurnCheckpointPart { MessageId = "a", PartId = "a_b0", Length = 3 },
                new TurnCheckpointPart { MessageId = "a", PartId = "a_b1", IsStarted = true },
            ],
        };
        TurnScreen screen = new(new TurnState(null));
        screen.State.Resume(checkpoint);
        screen.State.QuestionId.Should().Be("u");
        screen.State.HasAnswer.Should().BeTrue();

        screen.Apply(Delta("a", "a_b0", "lo")).Should().BeEmpty();
        Message answer = Answered("a", 10) with
        {
            Parts =
            [
                new TextPart { Id = "a_b0", Text = "Hello" }, Tool("a_b1", ToolStatus.Completed), new TextPart { Id = "a_b2", Text = "!" },
            ],
        };
        screen.Merge(answer).Should().Equal(
            "text a/a_b0@3 lo", "tool done a/a_b1 completed", "break a/a_b2", "text a/a_b2@0 !");
        screen.State.ToReply().Text.Should().Be("Hello\n!");
    }

    [Fact]
    public void A_resumed_turn_replaces_text_that_turns_out_shorter()
    {
        TurnScreen screen = new(new TurnState(null));
        screen.State.Resume(new TurnCheckpoint
        {
            SessionId = "s",
            UserMessageId = "u",
            Parts = [new TurnCheckpointPart { MessageId = "a", PartId = "a_b0", Length = 9, IsReasoning = true, IsFinished = true }],
        });

        screen.State.Merge([Answered("a", 10, "Hello")]);

        screen.State.TryDequeue(out TurnUpdate? update).Should().BeTrue();
        TurnPartReplaced replaced = update.Should().BeOfType<TurnPartReplaced>().Subject;
        replaced.PreviousText.Should().BeEmpty("what the other process was given is not known here");
        replaced.Part.Should().BeOfType<TextPart>().Which.Text.Should().Be("Hello");
    }

    [Fact]
    public void A_turn_followed_by_the_id_of_its_message_begins_with_a_gap()
    {
        TurnScreen screen = new(new TurnState(null));
        screen.State.ResumeAt("u");

        screen.State.QuestionId.Should().Be("u");
        screen.Apply(Delta("a", "a_b0", "llo")).Should().BeEmpty();
        screen.State.HasUnknownMessage.Should().BeTrue();
        screen.Apply([.. Events(s_own)]).Should().BeEmpty("it is known to be ours");
        screen.State.AssignFromThread([s_own]);
        screen.Take().Should().BeEmpty("its beginning was not seen");
        screen.Merge(Answered("a", 10, "Hello")).Should().Equal("text a/a_b0@0 Hello");
    }

    // A turn whose user message and first events were seen, and whose updates were taken.
    private static TurnScreen Begin(params SessionEvent[] events)
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(s_own), .. events]);
        return screen;
    }
}
