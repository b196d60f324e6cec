using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>Which turn a message belongs to if the stream shows it early, late, or beside another turn.</summary>
public sealed class TurnStateOwnershipTests
{
    private static readonly Message s_own = Asked("u", "hi", 10);
    private static readonly Message s_prompt = Prompted("u", "hi");

    [Fact]
    public void A_message_that_was_shown_before_the_question_is_anothers_without_a_reading_of_the_thread()
    {
        TurnScreen screen = TurnScreen.Begin();

        screen.Apply([Delta("b", "q", "theirs"), .. Events(s_prompt)]).Should().Equal("started u");

        screen.State.HasUnknownMessage.Should().BeFalse();
        screen.State.ToReply().Messages.Should().BeEmpty();
    }

    [Fact]
    public void After_a_gap_a_message_that_was_shown_before_the_question_may_be_ours()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.State.MarkGap();
        screen.Apply([Delta("a", "p", "x"), .. Events(s_own)]).Should().Equal("started u");
        screen.State.HasUnknownMessage.Should().BeTrue();

        screen.State.AssignFromThread([s_own]);

        screen.State.HasAnswer.Should().BeTrue("no other question is open");
    }

    [Fact]
    public void An_answer_that_begins_before_the_text_of_its_question_has_come_is_ours()
    {
        TurnScreen screen = TurnScreen.Begin();

        screen.Apply(Updated(s_own), Delta("a", "p", "ours")).Should().BeEmpty("nothing shows yet which question was sent");

        screen.State.FirstAnswerId.Should().BeNull();
        screen.Apply(Part("u", s_own.Parts[0])).Should().Equal("started u", "text a/p@0 ours");
        screen.State.FirstAnswerId.Should().Be("a");
    }

    [Fact]
    public void Without_a_question_no_message_is_its_first_answer()
    {
        TurnScreen screen = TurnScreen.Begin();

        screen.Apply(Delta("a", "p", "x"));

        screen.State.FirstAnswerId.Should().BeNull();
    }

    [Fact]
    public void A_question_whose_text_comes_before_its_info_begins_the_turn()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.State.MarkGap();

        screen.Apply(Part("u", s_own.Parts[0])).Should().BeEmpty("who wrote it is not known");

        screen.Apply(Updated(s_own)).Should().Equal("started u");
    }

    [Fact]
    public void A_user_message_whose_text_comes_before_its_info_is_not_an_answer()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply(Events(s_prompt));
        screen.State.MarkGap();
        Message other = Prompted("v", "ho");

        screen.Apply(Part("v", other.Parts[0])).Should().BeEmpty();
        screen.State.HasUnknownMessage.Should().BeTrue();
        screen.Apply(Updated(other)).Should().BeEmpty();

        screen.State.HasUnknownMessage.Should().BeFalse();
    }

    [Fact]
    public void A_question_that_the_thread_has_shown_is_not_an_answer_when_the_stream_shows_it()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.State.Recognize(s_own);
        screen.Take().Should().Equal("started u");

        screen.Apply(Part("u", s_own.Parts[0])).Should().BeEmpty();

        screen.State.HasAnswer.Should().BeFalse();
        screen.Apply(Events(s_own)).Should().BeEmpty("the turn has started already");
    }

    [Fact]
    public void A_question_that_the_stream_showed_without_its_info_is_not_an_answer_when_the_thread_has_shown_it()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.State.MarkGap();
        screen.Apply(Part("u", s_own.Parts[0]));

        screen.State.Recognize(s_own);

        screen.Take().Should().Equal("started u");
        screen.State.HasUnknownMessage.Should().BeFalse();
    }

    [Fact]
    public void A_question_is_recognized_by_parts_that_have_no_ids()
    {
        TurnScreen screen = new(new TurnState(new SentMessage(["one", "two"], 0, null), ThreadBaseline.Empty));

        screen.Apply(Updated(s_own), Part("u", new TextPart { Text = "one" })).Should().BeEmpty();

        screen.Apply(Part("u", new TextPart { Text = "two" })).Should().Equal("started u");
    }

    [Fact]
    public void The_same_words_of_another_sender_hold_back_an_answer_that_was_named_but_not_shown()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(s_prompt), Updated(Replied("a", "u", null)), Part("a", Text("p", "", hasEnded: false))]);

        screen.Apply([.. Events(Prompted("w", "hi")), Delta("a", "p", "x")]).Should().BeEmpty();

        screen.State.QuestionId.Should().BeNull();
        screen.State.HasAnswer.Should().BeFalse();
    }

    [Fact]
    public void The_same_words_of_another_sender_take_no_turn_whose_text_was_shown_beside_a_tool()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(s_own), Delta("a", "p", "x"), Part("a", Tool("t", ToolStatus.Running))]);

        screen.Apply([.. Events(Asked("w", "hi", 12)), Delta("a", "p", "y")]).Should().Equal("text a/p@1 y");

        screen.State.QuestionId.Should().Be("u");
    }

    [Fact]
    public void Opencodes_answers_to_a_later_question_are_not_ours_before_they_name_it()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(s_prompt), Updated(Replied("a", "u", "stop")), .. Events(Prompted("v", "ho"))]);

        screen.Apply(Delta("b", "q", "theirs")).Should().BeEmpty("only the other question is open");

        screen.State.ToReply().Messages.Should().ContainSingle().Which.Info.Id.Should().Be("a");
    }

    [Fact]
    public void A_harness_that_is_not_known_may_answer_with_several_messages()
    {
        TurnScreen screen = TurnScreen.Begin();
        MessageTime time = new() { Created = 10 };
        screen.Apply(
            Updated(new Message { Info = new MessageInfo { Id = "u", Role = MessageRole.User, Time = time } }),
            Part("u", s_own.Parts[0]),
            Updated(new Message { Info = new MessageInfo { Id = "a", Role = MessageRole.Assistant, Time = time } }));

        screen.Apply(Delta("b", "q", "more")).Should().Equal("text b/q@0 more");

        screen.State.Harness.Should().Be(HarnessKind.Unknown);
    }

    [Fact]
    public void An_answer_to_another_question_of_the_same_millisecond_leaves_the_first_answer_ours()
    {
        TurnScreen screen = TurnScreen.Begin();
        Message same = Asked("v", "ho", 10);
        Message theirs = Answered("b", 10, "theirs");
        screen.Apply([.. Events(s_own), Delta("a", "p", "ours"), .. Events(same), Delta("b", "q", "theirs"), Updated(theirs)])
            .Should().Equal("started u", "text a/p@0 ours");

        screen.State.AssignFromThread([s_own, same, theirs]);

        screen.Take().Should().BeEmpty();
        screen.Apply(Delta("a", "p", " more")).Should().Equal("text a/p@4  more");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_has_shown_the_harness_is_not_overruled_by_a_message(bool openCode)
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply(openCode ? new SessionStatusEvent() : new ClaudeSdkMessageEvent());

        screen.Apply(Updated(openCode ? s_own : s_prompt));

        screen.State.Harness.Should().Be(openCode ? HarnessKind.OpenCode : HarnessKind.Claude);
    }

    [Fact]
    public void A_claude_answer_leaves_the_harness_claude()
    {
        TurnScreen screen = TurnScreen.Begin();

        screen.Apply([.. Events(s_own), Updated(Answered("a", 10, "ours"))]);

        screen.State.Harness.Should().Be(HarnessKind.Claude);
    }
}
