using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>Mistakes about other turns that the thread and later events correct.</summary>
public sealed class TurnStateCorrectionTests
{
    [Fact]
    public void A_user_message_whose_info_fell_into_the_gap_is_not_an_answer()
    {
        Message own = Prompted("u", "hi");
        Message theirs = Prompted("v", "ho");
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply(Events(own));
        screen.State.MarkGap();
        screen.Apply(Part("v", theirs.Parts[0]));

        screen.State.AssignFromThread([theirs, Replied("b", "v", "stop"), own]);

        screen.Merge(Replied("a", "u", null, Text("p", "ours"))).Should().Equal("text a/p@0 ours");
    }

    [Fact]
    public void The_own_texts_have_a_break_between_them_although_one_between_them_was_taken_back()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(Asked("u", "hi", 10)), Delta("a", "p", "ours"), Delta("b", "q", "theirs")]);

        screen.Apply(Updated(Answered("b", 9, "theirs")), Part("a", new TextPart { Id = "p2", Text = "more" }))
            .Should().Equal("replaced b/q ", "break a/p2", "text a/p2@0 more");
    }
}
