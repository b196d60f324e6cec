using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>What a turn gives that goes on from another process's checkpoint.</summary>
public sealed class TurnStateResumeTests
{
    private static readonly Message s_own = Asked("u", "hi", 10);

    [Fact]
    public void Deltas_after_a_resumption_do_not_continue_the_text_that_was_given()
    {
        TurnScreen screen = Resume(new TurnCheckpointPart { PartId = "a_b0", Length = 3 });

        screen.Apply(Delta("a", "a_b0", "what comes some words later")).Should().BeEmpty();

        screen.State.ToReply().Parts.Should().BeEmpty("nothing of the text is known here");
        screen.Merge(Answered("a", 10, "Hello, this is what comes some words later")).Should()
            .Equal("text a/a_b0@3 lo, this is what comes some words later");
    }

    [Fact]
    public void A_text_that_the_other_process_gave_in_full_has_a_break_after_it()
    {
        TurnScreen screen = Resume(new TurnCheckpointPart { PartId = "a_b0", Length = 5 });

        screen.Merge(Answered("a", 10, "Hello", "you")).Should().Equal("break a/a_b1", "text a/a_b1@0 you");
    }

    [Fact]
    public void The_first_text_after_the_tools_and_thoughts_of_the_other_process_has_no_break()
    {
        TurnScreen screen = Resume(
            new TurnCheckpointPart { PartId = "a_b0", Length = 2, IsReasoning = true },
            new TurnCheckpointPart { PartId = "a_b1", IsStarted = true, IsFinished = true });
        Message answer = Answered("a", 10) with
        {
            Parts =
            [
                new ReasoningPart { Id = "a_b0", Text = "hm" }, Tool("a_b1", ToolStatus.Completed),
                new TextPart { Id = "a_b2", Text = "you" },
            ],
        };

        screen.Merge(answer).Should().Equal("text a/a_b2@0 you");
    }

    [Fact]
    public void A_text_that_was_announced_but_not_given_has_no_break_after_it()
    {
        TurnScreen screen = Resume(new TurnCheckpointPart { PartId = "a_b0" });

        screen.Merge(Answered("a", 10, "", "you")).Should().Equal("text a/a_b1@0 you");
    }

    [Fact]
    public void A_thread_behind_what_the_other_process_gave_changes_nothing()
    {
        TurnScreen screen = Resume(new TurnCheckpointPart { PartId = "p", Length = 9 });

        screen.Merge(Replied("a", "u", null, Text("p", "Hello", hasEnded: false))).Should().BeEmpty();

        screen.Apply(Part("a", Text("p", "Hello you there"))).Should().Equal("text a/p@9  there");
    }

    [Fact]
    public void A_checkpoint_of_a_resumed_turn_says_what_both_processes_gave()
    {
        TurnCheckpointPart[] given =
        [
            new() { MessageId = "a", PartId = "a_b0", Length = 2, IsReasoning = true },
            new() { MessageId = "a", PartId = "a_b1", IsStarted = true, IsFinished = true },
            new() { MessageId = "a", PartId = "a_b2", Length = 4 },
        ];
        TurnScreen screen = Resume(given);
        screen.State.ToCheckpoint("s")!.Parts.Should().Equal(given);

        screen.Apply(Part("a", new TextPart { Id = "a_b2", Text = "I see" })).Should().Equal("text a/a_b2@4 e");

        screen.State.ToCheckpoint("s")!.Parts[2].Length.Should().Be(5);
    }

    [Fact]
    public void The_own_message_of_a_resumed_turn_is_not_an_answer_without_its_info()
    {
        TurnScreen screen = new(new TurnState(null));
        screen.State.ResumeAt("u");

        screen.Apply(Part("u", s_own.Parts[0]), Delta("u", "more", "!")).Should().BeEmpty();

        screen.State.HasUnknownMessage.Should().BeFalse();
        screen.State.AssignFromThread([s_own]);
        screen.State.HasAnswer.Should().BeFalse();
    }

    // A turn whose user message was "u", and whose answer "a" another process has begun to give.
    private static TurnScreen Resume(params TurnCheckpointPart[] parts)
    {
        TurnState state = new(null);
        state.Resume(new TurnCheckpoint
        {
            SessionId = "s",
            UserMessageId = "u",
            Parts = [.. parts.Select(p => p with { MessageId = "a" })],
        });
        return new TurnScreen(state);
    }
}
