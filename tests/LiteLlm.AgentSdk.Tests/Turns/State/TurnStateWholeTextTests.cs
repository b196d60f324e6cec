using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.State;

/// <summary>What the deltas, the whole parts of the stream and the thread make of one text together.</summary>
public sealed class TurnStateWholeTextTests
{
    // Longer than the first block of a StringBuilder, so that the text is kept in several blocks.
    private const string LongText = "0123456789abcdefghijklmnop";

    [Fact]
    public void A_whole_text_stays_whole_while_the_thread_has_not_ended_it()
    {
        TurnScreen screen = Begin(Part("a", Text("p", "Hello")));

        screen.Merge(Replied("a", "u", null, Text("p", "Hello", hasEnded: false))).Should().BeEmpty();

        screen.State.ToReply().IsPartial.Should().BeFalse();
        screen.Apply(Delta("a", "p", "!")).Should().BeEmpty("a whole part does not grow");
    }

    [Fact]
    public void A_whole_text_of_the_thread_goes_beyond_a_whole_text_of_the_stream()
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(Asked("u", "hi", 10)), Part("a", new TextPart { Id = "a_b0", Text = "Hel" })]);

        screen.Merge(Answered("a", 10, "Hello")).Should().Equal("text a/a_b0@3 lo");
    }

    [Fact]
    public void A_growing_text_that_the_stream_itself_shortens_is_replaced()
    {
        TurnScreen screen = Begin(Part("a", Text("p", "Hello", hasEnded: false)));

        screen.Apply(Part("a", Text("p", "Hel", hasEnded: false))).Should().Equal("replaced a/p Hel");

        screen.Apply(Delta("a", "p", "p")).Should().Equal("text a/p@3 p");
    }

    [Fact]
    public void A_growing_text_that_reads_differently_at_the_same_length_goes_on_from_the_new_text()
    {
        TurnScreen screen = Begin(Part("a", Text("p", "Hello", hasEnded: false)));

        screen.Apply(Part("a", Text("p", "Jello", hasEnded: false)), Delta("a", "p", "!"))
            .Should().Equal("replaced a/p Jello", "text a/p@5 !");

        screen.State.ToReply().Text.Should().Be("Jello!");
    }

    [Fact]
    public void A_thread_behind_the_deltas_changes_nothing_and_makes_later_deltas_wait()
    {
        TurnScreen screen = Begin(Delta("a", "p", "Hello"));

        screen.Merge(Replied("a", "u", null, Text("p", "Hel", hasEnded: false))).Should().BeEmpty();

        screen.Apply(Delta("a", "p", " you")).Should().BeEmpty("deltas may be missing between the two");
        screen.Apply(Part("a", Text("p", "Hello you"))).Should().Equal("text a/p@5  you");
    }

    [Fact]
    public void A_thread_behind_a_long_text_changes_nothing()
    {
        TurnScreen screen = Begin(Delta("a", "p", LongText[..16]), Delta("a", "p", LongText[16..]));

        screen.Merge(Replied("a", "u", null, Text("p", LongText[..18], hasEnded: false))).Should().BeEmpty();

        screen.State.ToReply().Text.Should().Be(LongText);
    }

    [Fact]
    public void A_thread_that_differs_late_in_a_long_text_replaces_it()
    {
        TurnScreen screen = Begin(Delta("a", "p", LongText[..16]), Delta("a", "p", LongText[16..]));
        string changed = LongText[..17] + "!";

        screen.Merge(Replied("a", "u", null, Text("p", changed, hasEnded: false))).Should().Equal($"replaced a/p {changed}");

        screen.State.ToReply().Text.Should().Be(changed);
    }

    [Fact]
    public void A_text_that_the_stream_sends_again_after_the_thread_goes_on_with_deltas()
    {
        TurnScreen screen = Begin(Part("a", Text("p", "", hasEnded: false)), Delta("a", "p", "Hel"));
        screen.Merge(Replied("a", "u", null, Text("p", "Hello", hasEnded: false))).Should().Equal("text a/p@3 lo");
        screen.Apply(Delta("a", "p", "lo")).Should().BeEmpty();

        screen.Apply(Part("a", Text("p", "Hello", hasEnded: false)), Delta("a", "p", " you")).Should().Equal("text a/p@5  you");
    }

    [Fact]
    public void Two_gaps_in_one_text_leave_its_deltas_without_a_place()
    {
        TurnScreen screen = Begin(Delta("a", "p", "Hel"));

        screen.State.MarkGap();
        screen.State.MarkGap();

        screen.Apply(Delta("a", "p", "you")).Should().BeEmpty();
        screen.Apply(Part("a", Text("p", "Hello you"))).Should().Equal("text a/p@3 lo you");
    }

    [Fact]
    public void A_running_tool_that_only_the_thread_has_shown_is_announced()
    {
        TurnScreen screen = Begin();

        screen.Merge(Replied("a", "u", null, Tool("t", ToolStatus.Running))).Should().Equal("tool a/t running");

        screen.State.HasRunningTool.Should().BeTrue();
        screen.Merge(Replied("a", "u", null, Tool("t", ToolStatus.Completed))).Should().Equal("tool done a/t completed");
    }

    [Fact]
    public void Parts_without_ids_are_the_same_parts_in_the_thread()
    {
        TurnScreen screen = Begin(
            Part("a", new TextPart { Text = "one" }),
            Part("a", new ToolPart { CallId = "call", State = new ToolState { Status = ToolStatus.Running } }),
            Part("a", new TextPart { Text = "two" }));
        ToolPart done = new() { CallId = "call", State = new ToolState { Status = ToolStatus.Completed } };
        screen.Apply(Part("a", done)).Should().Equal("tool done a/call completed");

        screen.Merge(Replied("a", "u", "stop", new TextPart { Text = "one" }, done, new TextPart { Text = "two" }))
            .Should().BeEmpty();

        screen.State.ToReply().Parts.Should().HaveCount(3);
        screen.State.ToReply().Text.Should().Be("one\ntwo");
    }

    [Fact]
    public void Parts_without_ids_that_only_the_thread_has_are_kept_apart()
    {
        TurnScreen screen = Begin();

        screen.Merge(Replied("a", "u", "stop", new TextPart { Text = "one" }, new TextPart { Text = "two" }));

        screen.State.ToReply().Text.Should().Be("one\ntwo");
    }

    // A turn of opencode whose answer "a" has begun.
    private static TurnScreen Begin(params SessionEvent[] events)
    {
        TurnScreen screen = TurnScreen.Begin();
        screen.Apply([.. Events(Prompted("u", "hi")), Updated(Replied("a", "u", null)), .. events]);
        return screen;
    }
}
