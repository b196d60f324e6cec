using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>The user's own text in the first message of a session, to which the platform adds a preamble.</summary>
public sealed class PreambleTests
{
    private const string Beginning = "[SYSTEM: Your LAP session_id is s1. Use it for the tools.]\n";
    private const string Ending = "Now respond to the request below.\n";

    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("", "")]
    [InlineData(Beginning + Ending + "\nhello", "hello")]
    [InlineData(Beginning + Ending + "\n", "")]
    [InlineData(Beginning + Ending + "\nhello\n" + Ending + "\nagain", "hello\n" + Ending + "\nagain")]
    public void The_text_after_the_preamble_is_the_users(string text, string own) => Preamble.Without(text).Should().Be(own);

    [Theory]
    [InlineData(Beginning + "hello", "the preamble has no end")]
    [InlineData(Beginning + Ending + "hello", "the end of the preamble has an empty line after it")]
    [InlineData(Ending + "\nhello", "the preamble has no beginning")]
    [InlineData("I saw " + Beginning + Ending + "\nhello", "the preamble is not at the beginning")]
    public void A_text_without_a_whole_preamble_is_unchanged(string text, string because) =>
        Preamble.Without(text).Should().Be(text, because);

    [Fact]
    public void A_part_with_the_preamble_is_left_out()
    {
        Preamble.WithoutPart([Beginning + Ending, "one", "two"]).Should().Be("one\ntwo");
        Preamble.WithoutPart([Beginning + Ending]).Should().Be("");
    }

    [Theory]
    [InlineData("one", "two")]
    [InlineData(Beginning + "one", "two")]
    [InlineData("one " + Ending, "two")]
    [InlineData(Beginning + Ending + "\none", "two")]
    [InlineData("one", Beginning + Ending)]
    public void Parts_without_a_part_that_is_the_preamble_are_joined(string first, string second) =>
        Preamble.WithoutPart([first, second]).Should().Be(first + "\n" + second);

    [Fact]
    public void A_message_without_parts_has_no_text() => Preamble.WithoutPart([]).Should().Be("");
}
