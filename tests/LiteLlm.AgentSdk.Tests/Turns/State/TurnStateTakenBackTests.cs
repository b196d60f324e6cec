using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>What a caller is told when text that was shown turns out to be another turn's, or to read differently.</summary>
public sealed class TurnStateTakenBackTests
{
    private static readonly Message s_own = Asked("u", "hi", 10);

    // Another sender's message was published before the stream was open. So one question seems to be open, and both answers seem ours.
    private static readonly SessionEvent[] s_bothShown = [.. Events(s_own), Delta("b", "q", "theirs"), Delta("a", "p", "ours")];

    [Fact]
    public void On_claude_a_second_message_is_taken_back_when_the_answer_to_the_question_is_known()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply(s_bothShown).Should().Equal("started u", "text b/q@0 theirs", "break a/p", "text a/p@0 ours");

        screen.Apply(Updated(Answered("a", 10, "ours"))).Should().Equal("replaced b/q ");

        screen.Apply(Delta("b", "q", " more")).Should().BeEmpty();
        screen.State.ToReply().Text.Should().Be("ours");
        screen.State.ToCheckpoint("s")!.Parts.Select(p => p.PartId).Should().Equal("p");
    }

    [Fact]
    public void A_message_of_another_time_is_taken_back()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply(s_bothShown);

        screen.Apply(Updated(Answered("b", 9, "theirs"))).Should().Equal("replaced b/q ");

        screen.State.HasAnswer.Should().BeTrue();
        screen.State.ToReply().Text.Should().Be("ours");
    }

    [Fact]
    public void Only_text_that_was_shown_is_taken_back()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply(
        [
            .. s_bothShown, Part("b", new TextPart { Id = "empty", Text = "" }), Delta("b", "no text", "out", "output"),
            Part("b", Tool("t", ToolStatus.Running)),
        ]);

        screen.Apply(Updated(Answered("b", 9, "theirs"))).Should().Equal("replaced b/q ");
    }

    [Fact]
    public void The_first_own_text_after_one_that_was_taken_back_has_no_break()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(s_own), Delta("b", "q", "theirs")]);

        screen.Apply(Updated(Answered("b", 9, "theirs")), Delta("a", "p", "ours"))
            .Should().Equal("replaced b/q ", "text a/p@0 ours");
    }

    [Fact]
    public void The_own_text_still_has_a_break_after_another_was_taken_back()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply(s_bothShown);

        screen.Apply(Updated(Answered("b", 9, "theirs")), Part("a", new TextPart { Id = "p2", Text = "more" }))
            .Should().Equal("replaced b/q ", "break a/p2", "text a/p2@0 more");
    }

    [Fact]
    public void What_is_taken_back_is_replaced_by_an_empty_part_of_the_same_type()
    {
        TurnState state = new(new SentMessage(["hi"], 0, null), ThreadBaseline.Empty);
        foreach (SessionEvent value in (SessionEvent[])
            [.. Events(s_own), Delta("b", "r", "hm", "reasoning"), Delta("b", "q", "theirs")])
        {
            state.Apply(value);
        }

        SessionEvent end = Updated(Answered("b", 9, "theirs"));
        state.Apply(end);

        // One update carries the event.
        Replaced(state).Should().Equal(
            new TurnPartReplaced
            {
                MessageId = "b",
                PartId = "r",
                PreviousText = "hm",
                Part = new ReasoningPart { Id = "r" },
                Event = end,
            },
            new TurnPartReplaced { MessageId = "b", PartId = "q", PreviousText = "theirs", Part = new TextPart { Id = "q" } });
    }

    [Fact]
    public void A_turn_that_is_not_kept_takes_back_text_that_it_no_longer_has()
    {
        TurnState state = new(new SentMessage(["hi"], 0, null), ThreadBaseline.Empty, assemble: false);
        foreach (SessionEvent value in (SessionEvent[])
            [.. Events(s_own), Part("b", new TextPart { Id = "q", Text = "theirs" }), Updated(Answered("b", 9, "theirs"))])
        {
            state.Apply(value);
        }

        TurnPartReplaced replaced = Replaced(state).Should().ContainSingle().Subject;
        replaced.PartId.Should().Be("q");
        replaced.PreviousText.Should().BeEmpty("the text was released when it was delivered");
        replaced.Part.Should().BeOfType<TextPart>().Which.Text.Should().BeEmpty();
    }

    [Fact]
    public void The_text_of_a_run_that_is_not_in_the_platform_s_reply_is_taken_back()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(Prompted("u", "hi")), Updated(Replied("a", "u", null)), Delta("a", "p", "Hello")]);

        screen.State.Adopt([Replied("b", "u", "stop", Text("q", "another run"))]);

        screen.Take().Should().Equal("replaced a/p ", "text b/q@0 another run");
        screen.State.ToReply().Text.Should().Be("another run");
    }

    private static List<TurnPartReplaced> Replaced(TurnState state)
    {
        List<TurnPartReplaced> replaced = [];
        while (state.TryDequeue(out TurnUpdate? update))
        {
            if (update is TurnPartReplaced part)
            {
                replaced.Add(part);
            }
        }

        return replaced;
    }
}
