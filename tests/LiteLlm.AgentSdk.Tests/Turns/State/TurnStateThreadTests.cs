using System.Text.Json;
using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>What the thread decides about messages, questions and missing parts.</summary>
public sealed class TurnStateThreadTests
{
    private static readonly Message s_own = Asked("u", "hi", 10);
    private static readonly Message s_others = Asked("v", "ho", 11);

    [Fact]
    public void After_a_reading_of_the_thread_a_new_message_belongs_to_the_only_open_question()
    {
        TurnScreen screen = Begin();
        screen.State.MarkGap();
        screen.State.AssignFromThread([s_own]);

        screen.Apply(Delta("a", "a_b0", "x"));

        screen.State.HasAnswer.Should().BeTrue();
        screen.State.HasUnknownMessage.Should().BeFalse();
    }

    [Fact]
    public void After_a_reading_of_the_thread_a_new_message_is_anothers_where_only_its_question_is_open()
    {
        TurnScreen screen = Begin();
        screen.State.MarkGap();
        screen.State.AssignFromThread([s_own, s_others, Answered("a", 10, "ours")]);

        screen.Apply(Delta("b", "b_b0", "theirs")).Should().BeEmpty();

        screen.State.HasAnswer.Should().BeFalse();
        screen.State.HasUnknownMessage.Should().BeFalse("the thread has decided it");
    }

    [Fact]
    public void A_question_that_the_thread_has_shown_is_closed_by_its_answer_on_the_stream()
    {
        TurnScreen screen = Begin();
        screen.State.MarkGap();
        screen.State.AssignFromThread([s_own, s_others]);

        screen.Apply(Updated(Answered("b", 11, "theirs")), Delta("a", "a_b0", "x"));

        screen.State.HasAnswer.Should().BeTrue("ours is the only question that is left");
    }

    [Fact]
    public void A_message_that_began_as_ours_stays_ours_when_the_thread_has_another_question()
    {
        TurnScreen screen = Begin(Delta("a", "a_b0", "x"));

        screen.State.AssignFromThread([s_own, s_others]);

        screen.Apply(Delta("a", "a_b0", "y")).Should().Equal("text a/a_b0@1 y");
    }

    [Fact]
    public void An_end_that_the_stream_has_shown_stands_while_the_thread_is_behind()
    {
        Message own = Prompted("u", "hi");
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(own), Updated(Replied("a", "u", "stop"))]);

        screen.State.AssignFromThread([own, Replied("a", "u", null)]);

        screen.State.IsOver.Should().BeTrue();
    }

    [Fact]
    public void The_thread_gives_the_info_that_the_stream_has_not_shown()
    {
        TurnScreen screen = Begin([.. Events(s_others), Delta("a", "a_b0", "ours")]);
        screen.State.HasAnswer.Should().BeFalse("two questions are open");

        screen.State.AssignFromThread([s_own, s_others, Answered("a", 10, "ours")]);

        screen.Take().Should().Equal("text a/a_b0@0 ours");
        screen.State.IsOver.Should().BeTrue();
    }

    [Fact]
    public void A_user_message_of_the_thread_is_not_an_answer_even_if_it_has_our_time()
    {
        Message same = Asked("v", "ho", 10);
        TurnScreen screen = Begin();
        screen.State.MarkGap();
        screen.Apply(Part("v", same.Parts[0]));

        screen.State.AssignFromThread([s_own, same]);

        screen.State.HasAnswer.Should().BeFalse();
    }

    [Fact]
    public void An_answer_that_the_thread_does_not_have_yet_follows_those_that_it_has()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply(
        [
            .. Events(Prompted("u", "hi")), Updated(Replied("b", "u", null)), Part("b", Text("q", "two")),
        ]);

        screen.Merge(Replied("a", "u", "tool-calls", Text("p", "one"))).Should().Equal("break a/p", "text a/p@0 one");

        screen.State.ToReply().Text.Should().Be("one\ntwo");
        screen.State.ToCheckpoint("s")!.Parts.Select(p => p.PartId).Should().Equal("p", "q");
    }

    [Fact]
    public void A_thread_without_answers_fills_no_gap_after_a_whole_part()
    {
        TurnScreen screen = Begin(Part("a", new TextPart { Id = "a_b0", Text = "one" }));
        screen.State.MarkGap();

        screen.Merge();

        screen.State.HasMissingParts.Should().BeTrue();
        screen.Apply(Part("a", new TextPart { Id = "a_b2", Text = "three" })).Should().BeEmpty("the second part may be missing");
    }

    [Fact]
    public void One_torn_part_beside_whole_ones_is_missing()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply(
        [
            .. Events(Prompted("u", "hi")), Updated(Replied("a", "u", null)), Part("a", Text("p", "one")),
            Part("a", Text("q", "tw", hasEnded: false)),
        ]);
        screen.State.MarkGap();

        screen.Merge(Replied("a", "u", null, Text("p", "one"), Text("q", "two", hasEnded: false)));

        screen.State.HasMissingParts.Should().BeTrue();
        screen.Merge(Replied("a", "u", "stop", Text("p", "one"), Text("q", "two")));
        screen.State.HasMissingParts.Should().BeFalse();
    }

    [Fact]
    public void A_part_of_an_unknown_type_is_whole_when_it_comes()
    {
        UnknownPart step = new(JsonDocument.Parse("""{"type":"step-start","id":"s"}""").RootElement);
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(Prompted("u", "hi")), Updated(Replied("a", "u", null)), Part("a", step)]);
        screen.State.MarkGap();
        screen.State.HasMissingParts.Should().BeTrue();

        screen.Merge(Replied("a", "u", null, step));

        screen.State.HasMissingParts.Should().BeFalse();
        screen.State.ToReply().Parts.Should().Equal(step);
    }

    [Fact]
    public void Deltas_can_be_placed_again_from_the_next_content_block_of_claude_on()
    {
        TurnScreen screen = Begin(Part("a", new TextPart { Id = "a_b0", Text = "one" }));
        screen.State.MarkGap();
        screen.Apply(Claude("""{"type":"stream_event","event":{"type":"content_block_delta","index":1}}"""));
        screen.Apply(Delta("a", "a_b1", "o")).Should().BeEmpty("the beginning may be missing");
        screen.Apply(Part("a", new TextPart { Id = "a_b1", Text = "two" })).Should().Equal("break a/a_b1", "text a/a_b1@0 two");

        screen.Apply(Claude("""{"type":"stream_event","event":{"type":"content_block_start","index":2}}"""));

        screen.Apply(Delta("a", "a_b2", "thr"), Delta("a", "a_b2", "ee"))
            .Should().Equal("break a/a_b2", "text a/a_b2@0 thr", "text a/a_b2@3 ee");
    }

    [Fact]
    public void Messages_of_claude_do_not_make_a_gap()
    {
        TurnScreen screen = Begin();

        screen.Apply(Claude("""{"type":"stream_event","event":{"type":"message_start"}}"""), Delta("a", "a_b0", "one"))
            .Should().Equal("text a/a_b0@0 one");
    }

    private static ClaudeSdkMessageEvent Claude(string json) => new() { Message = JsonDocument.Parse(json).RootElement };

    // A turn of which the user message and some events have been seen, and taken.
    private static TurnScreen Begin(params SessionEvent[] events)
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(s_own), .. events]);
        return screen;
    }
}
