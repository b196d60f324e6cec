using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>The updates that a caller receives for the parts of an answer.</summary>
public sealed class TurnPartTests
{
    [Fact]
    public void Deltas_follow_each_other_and_the_complete_part_adds_nothing()
    {
        TurnScreen screen = Begin();

        screen.Apply(Delta("a", "p", "He"), Delta("a", "p", "llo")).Should().Equal("text a/p@0 He", "text a/p@2 llo");
        screen.Apply(Part("a", Text("p", "Hello"))).Should().BeEmpty();
        screen.Apply(Delta("a", "p", "!")).Should().BeEmpty("a complete part does not grow");
        screen.State.ToReply().Text.Should().Be("Hello");
    }

    [Fact]
    public void A_complete_part_adds_what_the_deltas_did_not()
    {
        TurnScreen screen = Begin();

        screen.Apply(Delta("a", "p", "He"), Part("a", Text("p", "Hello"))).Should().Equal("text a/p@0 He", "text a/p@2 llo");
        screen.Apply(Part("a", Text("q", "Next"))).Should().Equal("break a/q", "text a/q@0 Next");
    }

    [Fact]
    public void A_part_with_different_text_is_replaced()
    {
        TurnScreen screen = Begin();

        screen.Apply(Delta("a", "p", "Hello"), Part("a", Text("p", "Help me")))
            .Should().Equal("text a/p@0 Hello", "replaced a/p Help me");
        screen.Apply(Part("a", Text("p", "He"))).Should().Equal("replaced a/p He");
        screen.Texts["p"].Should().Be("He");
        screen.State.ToReply().Text.Should().Be("He");
    }

    [Fact]
    public void A_part_that_begins_with_text_continues_with_deltas()
    {
        TurnScreen screen = Begin();

        screen.Apply(Part("a", Text("p", "", hasEnded: false)), Delta("a", "p", "He")).Should().Equal("text a/p@0 He");
        screen.State.ToReply().IsPartial.Should().BeTrue();
        screen.Apply(Part("a", Text("p", "Hello", hasEnded: false)), Delta("a", "p", "!")).Should().Equal("text a/p@2 llo", "text a/p@5 !");
        screen.Apply(Part("a", Text("p", "Hello!"))).Should().BeEmpty();
        screen.State.ToReply().IsPartial.Should().BeFalse();
    }

    [Fact]
    public void Claude_sends_a_part_once_and_without_times()
    {
        TurnScreen screen = Begin();

        screen.Apply(Part("a", new TextPart { Id = "p", Text = "" }), Delta("a", "p", "He")).Should().Equal("text a/p@0 He");
        screen.Apply(Part("a", new TextPart { Id = "p", Text = "Hello" }), Delta("a", "p", "!")).Should().Equal("text a/p@2 llo");
    }

    [Fact]
    public void Reasoning_is_recognized_by_the_field_or_by_the_part()
    {
        TurnScreen screen = Begin();

        screen.Apply(Delta("a", "r", "Hm", "reasoning"), Delta("a", "r", "m", "reasoning"))
            .Should().Equal("reasoning a/r@0 Hm", "reasoning a/r@2 m");
        screen.Apply(Part("a", Reasoning("s", "", hasEnded: false)), Delta("a", "s", "Ah")).Should().Equal("reasoning a/s@0 Ah");
        screen.Apply(Delta("a", "p", "Hi", "")).Should().Equal(["text a/p@0 Hi"], "no text came before it, so there is no break");
        screen.Apply(Part("a", Reasoning("r", "Hmm"))).Should().BeEmpty();
        screen.State.ToReply().Parts.Select(p => p.Type.Value).Should().Equal("reasoning", "reasoning", "text");
    }

    [Fact]
    public void Deltas_of_a_type_that_the_part_does_not_have_are_not_text()
    {
        TurnScreen screen = Begin();

        screen.Apply(Part("a", Tool("t", ToolStatus.Running)), Delta("a", "t", "out")).Should().Equal("tool a/t running");
        screen.Apply(Delta("a", "u", "out", "output")).Should().BeEmpty();
        screen.State.ToReply().Text.Should().BeEmpty();
    }

    [Fact]
    public void A_break_separates_only_texts()
    {
        TurnScreen screen = Begin();

        screen.Apply(Delta("a", "p", "one"), Delta("a", "r", "hm", "reasoning"), Delta("a", "p", "!"), Delta("b", "q", "two"))
            .Should().Equal("text a/p@0 one", "reasoning a/r@0 hm", "text a/p@3 !", "break b/q", "text b/q@0 two");
    }

    [Fact]
    public void A_tool_is_announced_when_it_runs_and_when_it_ends()
    {
        TurnScreen screen = Begin();

        screen.Apply(Part("a", Tool("t", ToolStatus.Pending))).Should().BeEmpty("a pending call has no input yet");
        screen.Apply(Part("a", Tool("t", ToolStatus.Running))).Should().Equal("tool a/t running");
        screen.State.HasRunningTool.Should().BeTrue();
        screen.State.ToReply().IsPartial.Should().BeTrue();
        screen.Apply(Part("a", Tool("t", ToolStatus.Running, "more"))).Should().BeEmpty();
        screen.Apply(Part("a", Tool("t", ToolStatus.Completed))).Should().Equal("tool done a/t completed");
        screen.Apply(Part("a", Tool("t", ToolStatus.Completed))).Should().BeEmpty();
        screen.State.HasRunningTool.Should().BeFalse();
        screen.Apply(Part("a", Tool("u", ToolStatus.Error))).Should().Equal("tool a/u error", "tool done a/u error");
        screen.State.ToReply().IsPartial.Should().BeFalse();
    }

    [Fact]
    public void A_tool_of_another_turn_does_not_count()
    {
        TurnScreen screen = Begin(openCode: true);

        screen.Apply(Updated(Replied("b", "other", null)), Part("b", Tool("t", ToolStatus.Running)));

        screen.State.HasRunningTool.Should().BeFalse();
    }

    [Fact]
    public void A_thread_that_is_behind_the_stream_ends_no_tool_and_removes_no_text()
    {
        TurnScreen screen = Begin(openCode: true);
        screen.Apply(Updated(Replied("a", "u", null)), Part("a", Text("p", "Hello")), Part("a", Tool("t", ToolStatus.Completed)));

        screen.Merge(Replied("a", "u", null, Text("p", "He", hasEnded: false), Tool("t", ToolStatus.Running))).Should().BeEmpty();

        screen.State.ToReply().Text.Should().Be("Hello");
        screen.State.HasRunningTool.Should().BeFalse();
    }

    [Fact]
    public void A_growing_part_from_the_thread_stops_its_deltas_until_it_is_complete()
    {
        TurnScreen screen = Begin(openCode: true);
        screen.Apply(Updated(Replied("a", "u", null)), Part("a", Text("p", "", hasEnded: false)), Delta("a", "p", "Hel"));

        screen.Merge(Replied("a", "u", null, Text("p", "Hello", hasEnded: false))).Should().Equal("text a/p@3 lo");
        screen.Apply(Delta("a", "p", "lo")).Should().BeEmpty("whether the thread had it is not known");
        screen.Merge(Replied("a", "u", null, Text("p", "He", hasEnded: false))).Should().BeEmpty("the thread is behind");
        screen.Apply(Part("a", Text("p", "Hello you"))).Should().Equal("text a/p@5  you");
    }

    [Fact]
    public void A_part_of_the_thread_is_whole_when_its_message_is()
    {
        TurnScreen screen = Begin();
        Message incomplete = new()
        {
            Info = new MessageInfo { Id = "a", Role = MessageRole.Assistant },
            Parts = [new TextPart { Id = "p", Text = "x" }],
        };
        Message failed = Failing("c", "u", "APIError") with { Parts = [new TextPart { Id = "q", Text = "z" }] };

        screen.Merge(Answered("b", 10, "y"), failed);
        screen.State.ToReply().IsPartial.Should().BeFalse();
        screen.Merge(Answered("b", 10, "y"), failed, incomplete);
        screen.State.ToReply().IsPartial.Should().BeTrue();
        screen.State.ToReply().Text.Should().Be("y\nz\nx");
    }

    [Fact]
    public void Every_event_has_an_update_of_its_own_or_is_carried_by_one()
    {
        TurnState state = new(new SentMessage(["hi"], 0, null), ThreadBaseline.Empty);
        SessionEvent[] events =
        [
            .. Events(Asked("u", "hi", 10)), Delta("a", "p", "x"), Delta("a", "t", "y", "output"), Part("a", Text("p", "x")),
            new ClaudeSdkMessageEvent(), Idle, new SessionStatusEvent(), Delta("u", "p", "of a user"),
        ];

        foreach (SessionEvent value in events)
        {
            state.Apply(value);
            List<TurnUpdate> updates = [];
            while (state.TryDequeue(out TurnUpdate? update))
            {
                updates.Add(update);
            }

            updates.Should().ContainSingle(u => u.Event == value);
        }
    }

    [Fact]
    public void Claude_messages_are_left_out_unless_requested()
    {
        TurnState state = new(new SentMessage(["hi"], 0, null), ThreadBaseline.Empty, givesClaudeMessages: false);

        state.Apply(new ClaudeSdkMessageEvent());

        state.HasUpdates.Should().BeFalse();
        state.Harness.Should().Be(HarnessKind.Claude);
    }

    [Fact]
    public void A_turn_that_is_not_assembled_gives_updates_but_no_parts()
    {
        TurnScreen screen = Begin(assemble: false);

        screen.Apply(Delta("a", "p", "Hel"), Part("a", Text("p", "Hello")), Delta("a", "q", "x"), Part("a", Tool("t", ToolStatus.Running)))
            .Should().Equal("text a/p@0 Hel", "text a/p@3 lo", "break a/q", "text a/q@0 x", "tool a/t running");

        Reply reply = screen.State.ToReply();
        reply.Parts.Should().BeEmpty();
        reply.Text.Should().BeEmpty();
        reply.IsPartial.Should().BeFalse();
        screen.State.HasRunningTool.Should().BeTrue();
    }

    [Fact]
    public void Parts_without_an_id_are_kept_apart()
    {
        TurnScreen screen = Begin();

        screen.Apply(Part("a", new TextPart { Text = "one" }), Part("a", new TextPart { Text = "two" }));

        screen.State.ToReply().Text.Should().Be("one\ntwo");
    }

    [Fact]
    public void Progress_counts_new_events_and_no_repetitions()
    {
        TurnScreen screen = Begin(openCode: true);
        Message message = Replied("a", "u", null);
        long before = screen.State.Progress;

        Steps(Updated(message)).Should().Be(1);
        Steps(Updated(message)).Should().Be(0);
        Steps(Delta("a", "p", "x")).Should().Be(1);
        Steps(Part("a", Text("p", "x"))).Should().Be(1);
        Steps(Part("a", Text("p", "x"))).Should().Be(0);
        Steps(Part("a", Text("p", "xy"))).Should().Be(1);
        Steps(Part("a", Tool("t", ToolStatus.Running))).Should().Be(1);
        Steps(Updated(Replied("a", "u", "stop"))).Should().Be(1);
        Steps(Updated(Replied("a", "u", "stop"))).Should().Be(0);
        Steps(Idle).Should().Be(0);

        long Steps(SessionEvent value)
        {
            screen.Apply(value);
            long steps = screen.State.Progress - before;
            before = screen.State.Progress;
            return steps;
        }
    }

    [Fact]
    public void The_older_proxy_gives_one_answer_without_ids()
    {
        TurnScreen screen = new(new TurnState(null));

        screen.Apply(new MessageDeltaEvent { Text = "He" }, new MessageDeltaEvent { Text = "l" })
            .Should().Equal("text /@0 He", "text /@2 l");
        screen.State.IsOver.Should().BeTrue("its stream has one turn");
        screen.Apply(new MessageCompletedEvent { Text = "Hello" }).Should().Equal("text /@3 lo");
        screen.State.EndSeen.Should().BeTrue();
        screen.State.ToReply().Text.Should().Be("Hello");
        screen.Apply(new RunFailedEvent { Message = "no" });
        screen.State.Error!.Name.Should().Be("RunFailed");
        screen.State.LastError.Should().Be(screen.State.Error);
        screen.State.ToReply().Error!.Message.Should().Be("no");
    }

    [Fact]
    public void A_reply_with_only_text_adds_what_the_stream_did_not_show()
    {
        TurnScreen screen = new(new TurnState(null));
        screen.Apply(new MessageDeltaEvent { Text = "He" });

        screen.State.ApplyBareText("Hello");

        screen.Take().Should().Equal("text /@2 llo");
        screen.State.ToReply().Text.Should().Be("Hello");
    }

    // A turn whose user message was seen, on the Claude harness unless stated otherwise.
    private static TurnScreen Begin(bool openCode = false, bool assemble = true)
    {
        TurnScreen screen = TurnScreen.Begin(assemble: assemble);
        screen.Apply(Events(openCode ? Prompted("u", "hi") : Asked("u", "hi", 10))).Should().Equal("started u");
        return screen;
    }
}
