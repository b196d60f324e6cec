using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>Which messages and parts a reply has while its turn is not complete.</summary>
public sealed class TurnStateReplyTests
{
    [Fact]
    public void A_reply_has_the_texts_as_far_as_they_have_grown()
    {
        TurnScreen screen = Begin(
            Part("a", Reasoning("r", "H", hasEnded: false)), Delta("a", "r", "mm"),
            Part("a", Text("p", "He", hasEnded: false)), Delta("a", "p", "llo"));

        Reply reply = screen.State.ToReply();

        reply.Parts.OfType<ReasoningPart>().Single().Text.Should().Be("Hmm");
        reply.Text.Should().Be("Hello");
        reply.Parts.OfType<TextPart>().Single().Time!.Start.Should().Be(1, "what else the part has is kept");
    }

    [Fact]
    public void Parts_that_have_come_as_deltas_only_have_their_ids()
    {
        TurnScreen screen = Begin(Delta("a", "r", "Hmm", "reasoning"), Delta("a", "p", "Hello"));

        screen.State.ToReply().Parts.Should().Equal(
            new ReasoningPart { Id = "r", Text = "Hmm" }, new TextPart { Id = "p", Text = "Hello" });
    }

    [Fact]
    public void A_text_of_the_older_proxy_has_no_id()
    {
        TurnScreen screen = new(new TurnState(null));

        screen.Apply(new MessageDeltaEvent { Text = "Hello" });

        screen.State.ToReply().Parts.Should().Equal(new TextPart { Text = "Hello" });
    }

    [Fact]
    public void A_message_has_the_info_that_came_with_it()
    {
        Message answer = Replied("a", "u", "stop");
        TurnScreen screen = Begin();
        screen.Apply(Updated(answer));

        screen.State.ToReply().Info.Should().BeSameAs(answer.Info);
    }

    [Fact]
    public void A_message_without_an_info_is_the_agents()
    {
        TurnScreen screen = TurnScreen.Begin();

        screen.Apply(Delta("a", "p", "Hello"));

        MessageInfo info = screen.State.ToReply().Messages.Single().Info;
        info.Id.Should().Be("a");
        info.Role.Should().Be(MessageRole.Assistant);
    }

    [Fact]
    public void A_part_that_began_before_a_gap_stays_in_the_reply()
    {
        TurnScreen screen = Begin(Delta("a", "p", "Hel"), Part("a", Tool("t", ToolStatus.Running)));

        screen.State.MarkGap();

        screen.State.ToReply().Parts.Select(p => p.Id).Should().Equal("p", "t");
    }

    [Fact]
    public void A_part_of_which_no_delta_could_be_placed_is_not_in_the_reply()
    {
        TurnScreen screen = Begin(Delta("a", "p", "Hello"));
        screen.State.MarkGap();

        screen.Apply(Delta("a", "q", "end of something")).Should().BeEmpty();

        screen.State.ToReply().Parts.Select(p => p.Id).Should().Equal("p");
    }

    [Fact]
    public void A_text_that_was_announced_without_a_word_makes_no_reply_partial()
    {
        TurnScreen screen = Begin(Part("a", Text("p", "", hasEnded: false)));

        screen.State.ToReply().IsPartial.Should().BeFalse();
    }

    [Fact]
    public void One_growing_part_beside_whole_ones_makes_a_reply_partial()
    {
        TurnScreen screen = Begin(Part("a", Text("p", "one")), Part("a", Text("q", "tw", hasEnded: false)));

        screen.State.ToReply().IsPartial.Should().BeTrue();

        screen.Apply(Part("a", Text("q", "two")));
        screen.State.ToReply().IsPartial.Should().BeFalse();
    }

    [Fact]
    public void A_reply_of_text_alone_is_the_whole_answer_where_nothing_was_streamed()
    {
        TurnScreen screen = new(new TurnState(null));

        screen.State.ApplyBareText("Hello");

        screen.Take().Should().Equal("text /@0 Hello");
        screen.State.ToReply().Text.Should().Be("Hello");
        screen.State.ToReply().IsPartial.Should().BeFalse();
        screen.State.IsOver.Should().BeTrue();
    }

    // A turn of opencode whose answer "a" has begun.
    private static TurnScreen Begin(params SessionEvent[] events)
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(Prompted("u", "hi")), Updated(Replied("a", "u", null)), .. events]);
        return screen;
    }
}
