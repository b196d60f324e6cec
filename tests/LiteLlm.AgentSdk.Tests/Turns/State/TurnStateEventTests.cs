using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>What single events do: the updates that carry them, ends, errors and progress.</summary>
public sealed class TurnStateEventTests
{
    [Fact]
    public void An_event_that_decides_about_earlier_text_has_an_update_of_its_own()
    {
        TurnState state = new(new SentMessage(["hi"], 0, null), ThreadBaseline.Empty);
        foreach (SessionEvent value in (SessionEvent[])
            [.. Events(Prompted("u", "hi")), .. Events(Prompted("v", "ho")), Delta("a", "p", "ours")])
        {
            state.Apply(value);
        }

        Updates(state);
        SessionEvent names = Updated(Replied("a", "u", null));
        state.Apply(names);

        Updates(state).Should().Equal(
            new TurnTextDelta { MessageId = "a", PartId = "p", Delta = "ours" }, new TurnEvent { Event = names });
    }

    [Fact]
    public void An_update_that_does_not_come_from_an_event_is_given_in_its_place()
    {
        TurnState state = new(new SentMessage(["hi"], 0, null), ThreadBaseline.Empty);
        state.Apply(Idle);
        TurnHealed healed = new();

        state.Announce(healed);
        state.Apply(Idle);

        Updates(state).Should().HaveCount(3).And.HaveElementAt(1, healed);
        state.HasUpdates.Should().BeFalse();
    }

    [Fact]
    public void A_part_names_its_message_where_the_event_does_not()
    {
        TurnScreen screen = Begin();

        screen.Apply(new MessagePartUpdatedEvent { Part = new TextPart { Id = "p", MessageId = "a", Text = "Hello" } })
            .Should().Equal("text a/p@0 Hello");
    }

    [Fact]
    public void A_part_that_names_no_message_is_the_answer_without_an_id()
    {
        TurnScreen screen = Begin();

        screen.Apply(new MessagePartUpdatedEvent { Part = new TextPart { Id = "p", Text = "Hello" } })
            .Should().Equal("text /p@0 Hello");
    }

    [Fact]
    public void An_end_that_comes_twice_has_been_seen()
    {
        TurnScreen screen = Begin();

        screen.Apply(Idle, Idle);

        screen.State.EndSeen.Should().BeTrue("opencode ends a failed turn twice");
    }

    [Fact]
    public void An_error_belongs_to_the_message_that_is_being_written_although_another_question_waits()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(Prompted("u", "hi")), Updated(Replied("a", "u", null)), .. Events(Prompted("v", "ho"))]);

        screen.Apply(new SessionErrorEvent { Message = "Overloaded" });

        screen.State.Error!.Message.Should().Be("Overloaded");
        screen.State.Error.Name.Should().Be("SessionError", "the event has no name for it");
    }

    [Fact]
    public void The_error_of_a_failed_run_is_kept()
    {
        TurnScreen screen = new(new TurnState(null));
        TurnError error = new() { Name = "QuotaExceeded" };

        screen.Apply(new RunFailedEvent { Error = error, Message = "no" });

        screen.State.Error.Should().BeSameAs(error);
        screen.State.LastError.Should().BeSameAs(error);
    }

    [Fact]
    public void A_completed_message_without_a_text_is_not_an_answer()
    {
        TurnScreen screen = new(new TurnState(null));

        screen.Apply(new MessageCompletedEvent { Text = "" }).Should().BeEmpty();

        screen.State.EndSeen.Should().BeTrue();
        screen.State.HasAnswer.Should().BeFalse();
        screen.State.ToReply().Messages.Should().BeEmpty();
    }

    [Fact]
    public void The_deltas_of_the_older_proxy_are_progress()
    {
        TurnScreen screen = new(new TurnState(null));

        screen.Apply(new MessageDeltaEvent { Text = "He" }, new MessageDeltaEvent { Text = "llo" });

        screen.State.Progress.Should().Be(2);
    }

    [Fact]
    public void A_user_message_is_not_progress_of_the_answer()
    {
        TurnScreen screen = Begin();
        long before = screen.State.Progress;

        screen.Apply(Delta("u", "u_p0", "hi"), Part("u", new TextPart { Id = "u_p1", Text = "!" })).Should().BeEmpty();

        screen.State.Progress.Should().Be(before);
    }

    [Fact]
    public void A_part_that_comes_whole_after_its_deltas_is_progress_even_if_it_is_empty()
    {
        TurnScreen screen = Begin(Delta("a", "p", "x"));
        long before = screen.State.Progress;

        screen.Apply(Part("a", Text("p", ""))).Should().Equal("replaced a/p ");

        screen.State.Progress.Should().Be(before + 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_thread_that_stays_behind_the_stream_is_not_progress(bool assemble)
    {
        TurnScreen screen = TurnScreen.Begin(assemble: assemble);
        screen.Apply([.. Events(Prompted("u", "hi")), Updated(Replied("a", "u", null)), Part("a", Text("p", "Hello"))]);
        Message behind = Replied("a", "u", null, Text("p", "Hel", hasEnded: false));
        screen.Merge(behind);
        long before = screen.State.Progress;

        screen.Merge(behind);
        screen.Merge(behind);

        screen.State.Progress.Should().Be(before);
    }

    // A turn of opencode whose user message has been seen.
    private static TurnScreen Begin(params SessionEvent[] events)
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(Prompted("u", "hi")), .. events]);
        return screen;
    }

    private static List<TurnUpdate> Updates(TurnState state)
    {
        List<TurnUpdate> updates = [];
        while (state.TryDequeue(out TurnUpdate? update))
        {
            updates.Add(update);
        }

        return updates;
    }
}
