using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Streaming;

/// <summary>Which text is a valid checkpoint of a turn.</summary>
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
    public void Text_that_is_not_a_checkpoint_is_refused(string text) =>
        FluentActions.Invoking(() => TurnCheckpoint.Parse(text)).Should().Throw<FormatException>();

    [Fact]
    public void A_null_checkpoint_is_refused() =>
        FluentActions.Invoking(() => TurnCheckpoint.Parse(null!)).Should().Throw<ArgumentNullException>();

    [Fact]
    public void A_checkpoint_is_read_as_it_was_written()
    {
        TurnCheckpoint token =
            new() { SessionId = "s", UserMessageId = "u", Parts = [new() { MessageId = "m", PartId = "p", Length = 7, IsStarted = true }] };

        TurnCheckpoint read = TurnCheckpoint.Parse(token.ToString());

        read.SessionId.Should().Be("s");
        read.UserMessageId.Should().Be("u");
        read.Parts.Should().Equal(token.Parts);
    }

    [Fact]
    public void A_checkpoint_without_parts_has_no_parts() =>
        TurnCheckpoint.Parse("""{"session_id":"s","user_message_id":"u","parts":null}""").Parts.Should().BeEmpty();
}
