using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Streaming;

/// <summary>What is a token of a turn, and what is not.</summary>
public class TurnTokenTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("""{"session_id":"s"}""")]
    [InlineData("""{"session_id":"s","user_message_id":""}""")]
    [InlineData("""{"session_id":"","user_message_id":"u"}""")]
    [InlineData("""{"session_id":null,"user_message_id":"u"}""")]
    [InlineData("""{"user_message_id":"u"}""")]
    public void What_is_no_token_is_refused(string text) =>
        FluentActions.Invoking(() => TurnCheckpoint.Parse(text)).Should().Throw<FormatException>();

    [Fact]
    public void Nothing_is_no_token() => FluentActions.Invoking(() => TurnCheckpoint.Parse(null!)).Should().Throw<ArgumentNullException>();

    [Fact]
    public void A_token_comes_back_as_it_was_written()
    {
        TurnCheckpoint token =
            new() { SessionId = "s", UserMessageId = "u", Parts = [new() { MessageId = "m", PartId = "p", Length = 7, IsStarted = true }] };

        TurnCheckpoint read = TurnCheckpoint.Parse(token.ToString());

        read.SessionId.Should().Be("s");
        read.UserMessageId.Should().Be("u");
        read.Parts.Should().Equal(token.Parts);
    }

    [Fact]
    public void A_token_without_parts_has_none() =>
        TurnCheckpoint.Parse("""{"session_id":"s","user_message_id":"u","parts":null}""").Parts.Should().BeEmpty();
}
