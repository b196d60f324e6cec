using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>Which of a session's messages belong to the turn.</summary>
public sealed class TurnOwnerTests
{
    private static readonly Message s_own = Asked("u", "hi", 10);
    private static readonly Message s_others = Asked("v", "ho", 11);

    [Fact]
    public void Nothing_before_the_turns_own_message_is_shown()
    {
        TurnScreen screen = TurnScreen.Begin();

        screen.Apply(Delta("b", "q", "theirs")).Should().BeEmpty();
        screen.Apply(Events(s_own)).Should().Equal("started u");
        screen.Apply(Delta("b", "q", " more"), Delta("a", "p", "ours")).Should().Equal("text a/p@0 ours");
        screen.State.ToReply().Text.Should().Be("ours");
        screen.State.HasAnswer.Should().BeTrue();
    }

    [Fact]
    public void Another_senders_message_does_not_begin_the_turn()
    {
        TurnScreen screen = TurnScreen.Begin();

        screen.Apply([.. Events(s_others), Delta("b", "q", "theirs")]).Should().BeEmpty();

        screen.State.QuestionId.Should().BeNull();
        screen.State.HasAnswer.Should().BeFalse();
    }

    [Fact]
    public void A_message_of_the_thread_before_the_send_is_not_ours()
    {
        TurnScreen screen = TurnScreen.Begin(ThreadBaseline.Of([Asked("old", "hi", 1), Answered("a0", 1, "x")]));

        screen.Apply(Events(Asked("old", "hi", 1))).Should().BeEmpty("opencode publishes earlier messages again");
        screen.Apply([.. Events(s_own), Delta("a", "p", "ours")]).Should().Equal("started u", "text a/p@0 ours");
    }

    [Fact]
    public void Opencode_names_the_question()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(Prompted("u", "hi")), .. Events(Prompted("v", "ho"))]);

        screen.Apply(Updated(Replied("b", "v", null)), Delta("b", "q", "theirs")).Should().BeEmpty();
        screen.Apply(Delta("a", "p", "ou"), Updated(Replied("a", "u", null)), Delta("a", "p", "rs"))
            .Should().Equal(["text a/p@0 ou", "text a/p@2 rs"], "two questions were open, so it waited for the name");
        screen.State.ToReply().Messages.Should().ContainSingle().Which.Info.Id.Should().Be("a");
    }

    [Fact]
    public void An_unknown_message_costs_one_reading_of_the_thread()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(Prompted("u", "hi")), .. Events(Prompted("v", "ho"))]);
        screen.Apply(Updated(Replied("b", "v", null)), Delta("a", "p", "ours"));
        screen.State.HasUnknownMessage.Should().BeTrue();

        screen.State.AssignFromThread([Prompted("u", "hi"), Prompted("v", "ho"), Replied("b", "v", null), Replied("a", "u", null)]);

        screen.Take().Should().Equal("text a/p@0 ours");
        screen.State.HasUnknownMessage.Should().BeFalse();
        screen.Apply(Delta("c", "r", "new")).Should().BeEmpty();
        screen.State.HasUnknownMessage.Should().BeTrue();
        screen.State.AssignFromThread([Prompted("u", "hi"), Prompted("v", "ho")]);
        screen.State.HasUnknownMessage.Should().BeFalse("the thread was asked, and does not know it yet");
    }

    [Fact]
    public void Nothing_is_looked_up_before_the_own_message_is_seen()
    {
        TurnScreen screen = TurnScreen.Begin();

        screen.Apply(Delta("a", "p", "x"));

        screen.State.HasUnknownMessage.Should().BeFalse();
    }

    [Fact]
    public void On_claude_a_message_among_two_open_questions_waits_for_its_end()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(s_own), .. Events(s_others)]);

        screen.Apply(Delta("b", "q", "theirs"), Delta("a", "p", "ours")).Should().BeEmpty();
        screen.State.HasUnknownMessage.Should().BeFalse("the thread does not know it either");
        screen.Apply(Updated(Answered("b", 11, "theirs"))).Should().BeEmpty();
        screen.Apply(Updated(Answered("a", 10, "ours"))).Should().Equal("text a/p@0 ours");
        screen.State.IsOver.Should().BeTrue();
    }

    [Fact]
    public void On_claude_a_message_is_ours_while_ours_is_the_only_open_question()
    {
        TurnScreen screen = TurnScreen.Begin(ThreadBaseline.Of([s_others]));

        screen.Apply(Events(s_own));
        screen.Apply(Delta("b", "q", "theirs")).Should().BeEmpty("the one before the send is unanswered too");
        screen.Apply(Updated(Answered("b", 11, "theirs")), Delta("a", "p", "ours")).Should().Equal("text a/p@0 ours");
    }

    [Fact]
    public void A_message_that_began_while_only_anothers_question_was_open_is_the_others()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(s_own), Delta("a", "p", "ours"), Updated(Answered("a", 10, "ours")), .. Events(s_others)]);

        screen.Apply(Delta("b", "q", "theirs")).Should().BeEmpty();
        screen.State.HasUnknownMessage.Should().BeFalse();
    }

    [Fact]
    public void A_message_of_another_time_is_the_others()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply(Events(s_own));

        screen.Apply(Updated(Answered("b", 9, "theirs")), Delta("b", "q", "theirs")).Should().BeEmpty();
        screen.State.IsOver.Should().BeFalse();
    }

    [Fact]
    public void The_first_answer_belongs_to_the_first_question_of_the_same_millisecond()
    {
        Message same = Asked("v", "ho", 10);
        TurnScreen first = TurnScreen.Begin();
        first.Apply([.. Events(s_own), Delta("a", "p", "ours"), .. Events(same)]);
        first.Apply(Updated(Answered("a", 10, "ours"))).Should().BeEmpty("it was shown already");
        first.State.IsOver.Should().BeTrue();
        first.State.FirstAnswerId.Should().Be("a");
        first.Apply(Delta("b", "q", "theirs"), Updated(Answered("b", 10, "theirs"))).Should().BeEmpty();

        TurnScreen second = TurnScreen.Begin();
        second.Apply([.. Events(same), .. Events(s_own), Delta("a", "p", "x"), Updated(Answered("a", 10, "x"))])
            .Should().Equal("started u");
        second.State.IsOver.Should().BeFalse("which of the two it answers is not known");
    }

    [Fact]
    public void An_equal_message_of_another_sender_shows_nothing_until_the_thread_decides()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(s_own), .. Events(Asked("w", "hi", 12)), Delta("a", "a_b0", "x")]).Should().Equal("started u");
        screen.State.QuestionId.Should().BeNull();
        screen.State.HasUnknownMessage.Should().BeFalse();

        screen.Apply(Updated(Answered("a", 10, "x")), Idle).Should().BeEmpty();
        screen.Apply(Events(Asked("x", "hi", 13))).Should().BeEmpty("a third one changes nothing");
        screen.State.QuestionId.Should().BeNull();
        screen.State.Recognize(s_own);
        screen.State.Merge([Answered("a", 10, "x")]);

        screen.Take().Should().Equal("started u", "text a/a_b0@0 x");
    }

    [Fact]
    public void An_equal_message_after_the_first_text_leaves_the_turn_ours()
    {
        TurnScreen screen = TurnScreen.Begin();

        screen.Apply([.. Events(s_own), Delta("a", "p", "x"), .. Events(Asked("w", "hi", 12)), Delta("a", "p", "y")])
            .Should().Equal("started u", "text a/p@0 x", "text a/p@1 y");
    }

    [Fact]
    public void The_platforms_copy_of_a_blocking_message_is_not_another_sender()
    {
        TurnScreen screen = TurnScreen.Begin(mayBeRepeated: true);

        screen.Apply([.. Events(s_own), .. Events(Asked("w", "hi", 300_010))]).Should().Equal("started u");
        screen.State.QuestionId.Should().Be("u");
    }

    [Fact]
    public void A_mark_tells_which_of_two_equal_messages_is_ours()
    {
        Message marked = Prompted("w", "hi") with { Parts = [Marked("mine")] };
        TurnScreen second = TurnScreen.Begin(mark: "mine");
        second.Apply([.. Events(Prompted("u", "hi")), .. Events(marked)]).Should().Equal("started w");
        second.State.QuestionId.Should().Be("w");
        TurnScreen first = TurnScreen.Begin(mark: "mine");
        first.Apply([.. Events(marked), .. Events(Prompted("u", "hi"))]).Should().Equal("started w");
        first.State.QuestionId.Should().Be("w");

        static TextPart Marked(string mark) => new()
        {
            Id = "p",
            Text = "hi",
            AdditionalProperties = new Dictionary<string, System.Text.Json.JsonElement>
            {
                ["metadata"] = System.Text.Json.JsonDocument.Parse($$"""{"litellm_sdk_send":"{{mark}}"}""").RootElement,
            },
        };
    }

    [Fact]
    public void Undecided_answers_are_ours_when_the_turn_ends_without_its_own_message()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply(Delta("a", "p", "x"), Updated(Answered("a", 10, "x")), Idle).Should().BeEmpty();
        screen.State.IsOver.Should().BeTrue();
        screen.State.ToReply().Text.Should().Be("x");

        screen.State.AcceptUndecided();

        screen.Take().Should().Equal("text a/p@0 x");
        screen.State.HasAnswer.Should().BeTrue();
    }

    [Fact]
    public void Undecided_answers_beside_a_known_message_are_left_out()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(s_own), .. Events(s_others), Delta("a", "p", "x")]);

        screen.State.AcceptUndecided();

        screen.Take().Should().BeEmpty();
        screen.State.ToReply().Text.Should().BeEmpty();
    }

    [Fact]
    public void An_end_counts_until_it_turns_out_to_belong_to_another_turn()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply(Events(s_own));

        screen.Apply(Idle);
        screen.State.EndSeen.Should().BeTrue();
        screen.State.IsOver.Should().BeFalse();
        screen.Apply(Delta("a", "p", "x"));
        screen.State.EndSeen.Should().BeTrue();
        screen.State.ForgetEnd();
        screen.State.EndSeen.Should().BeFalse();
    }

    [Fact]
    public void An_error_belongs_to_the_message_that_is_being_written()
    {
        TurnScreen ours = TurnScreen.Begin();
        ours.Apply([.. Events(Prompted("u", "hi")), Updated(Replied("a", "u", null)), Error("Overloaded")]);
        ours.State.Error!.Message.Should().Be("Overloaded");
        ours.State.IsOver.Should().BeTrue();
        ours.State.IsBeingWritten.Should().BeTrue("opencode completes it with a second end");
        ours.Apply(Updated(Failing("a", "u", "Overloaded")));
        ours.State.IsBeingWritten.Should().BeFalse();

        TurnScreen theirs = TurnScreen.Begin();
        theirs.Apply(
            [.. Events(Prompted("v", "ho")), Updated(Replied("b", "v", null)), .. Events(Prompted("u", "hi")), Error("Overloaded")]);
        theirs.State.Error.Should().BeNull();
        theirs.State.LastError!.Message.Should().Be("Overloaded");
        theirs.State.IsOver.Should().BeFalse();
    }

    [Fact]
    public void An_error_without_a_message_belongs_to_the_only_question_that_waits()
    {
        TurnScreen alone = TurnScreen.Begin();
        alone.Apply([.. Events(Prompted("u", "hi")), Error("Model not found")]);
        alone.State.Error!.Message.Should().Be("Model not found");

        TurnScreen among = TurnScreen.Begin();
        among.Apply([.. Events(Prompted("u", "hi")), .. Events(Prompted("v", "ho")), Error("Model not found")]);
        among.State.Error.Should().BeNull();

        TurnScreen after = TurnScreen.Begin();
        after.Apply([.. Events(Prompted("u", "hi")), Updated(Replied("a", "u", "stop")), Error("Model not found")]);
        after.State.Error.Should().BeNull("the turn's answer was over before it");

        TurnScreen unseen = TurnScreen.Begin();
        unseen.Apply(Error("Model not found"));
        unseen.State.Error.Should().NotBeNull();

        TurnScreen others = TurnScreen.Begin();
        others.Apply([.. Events(Prompted("v", "ho")), Error("Model not found")]);
        others.State.Error.Should().BeNull();

        TurnScreen followed = new(new TurnState(null));
        followed.Apply([.. Events(Prompted("v", "ho")), Error("Model not found")]);
        followed.State.Error.Should().NotBeNull("the sent message is not known");
    }

    [Fact]
    public void The_error_object_of_the_bus_is_kept()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(s_own), new SessionErrorEvent { Error = new TurnError { Name = "MessageAbortedError" } }]);

        screen.State.Error!.Name.Should().Be("MessageAbortedError");
        screen.State.ToReply(new TurnError { Name = "other" }).Error!.Name.Should().Be("MessageAbortedError");
        TurnScreen.Begin().State.ToReply(new TurnError { Name = "other" }).Error!.Name.Should().Be("other");
    }

    [Fact]
    public void If_any_answer_names_its_question_the_others_are_left_out_of_the_reply()
    {
        TurnScreen screen = TurnScreen.Begin();

        screen.Apply(Delta("b", "q", "x"));
        screen.State.ToReply().Text.Should().Be("x", "no other answer has arrived");
        screen.Apply(Delta("a", "p", "y"), Updated(Answered("a", 10, "y")));

        screen.State.ToReply().Text.Should().Be("y");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_harness_is_recognized_by_its_events(bool openCode)
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.State.Harness.Should().Be(HarnessKind.Unknown);

        screen.Apply(Updated(openCode ? Prompted("u", "hi") : s_own));
        screen.State.Harness.Should().Be(openCode ? HarnessKind.OpenCode : HarnessKind.Claude);
        screen.State.IsBeingWritten.Should().BeFalse();
        TurnScreen bare = TurnScreen.Begin();
        bare.Apply(Updated(new Message { Info = new MessageInfo { Id = "u", Role = MessageRole.User } }));
        bare.State.Harness.Should().Be(HarnessKind.Unknown);
        bare.Apply(openCode ? Updated(Replied("a", "u", null)) : new ClaudeSdkMessageEvent());
        bare.State.Harness.Should().Be(openCode ? HarnessKind.OpenCode : HarnessKind.Claude);
    }

    private static SessionErrorEvent Error(string words) => new() { Message = words };
}
