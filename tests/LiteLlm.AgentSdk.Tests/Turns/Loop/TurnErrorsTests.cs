using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>The exceptions for failed turns, and the error objects for failures that come without one.</summary>
public sealed class TurnErrorsTests
{
    [Theory]
    [InlineData("APIError", "The turn of session s1 failed (APIError): no budget")]
    [InlineData("AbortError", "The turn of session s1 was aborted (AbortError): no budget")]
    public void The_message_says_whether_the_turn_failed_or_was_aborted(string name, string message)
    {
        TurnError error = TurnErrors.Of(name, "no budget");
        Reply reply = new() { Text = "what was written", Error = error };

        TurnFailedException failure = TurnErrors.Failed("s1", reply, error);

        failure.Message.Should().Be(message);
        failure.ErrorMessage.Should().Be("no budget");
        failure.Reply.Should().BeSameAs(reply);
    }

    [Fact]
    public void An_error_without_a_message_is_described_by_the_text_of_the_reply()
    {
        TurnError error = TurnErrors.Of("APIError", null);
        Reply reply = new() { Text = "what was written", Error = error };

        TurnFailedException failure = TurnErrors.Failed("s1", reply, error);

        failure.Message.Should().Be("The turn of session s1 failed (APIError): what was written");
        failure.ErrorMessage.Should().BeNull();
    }

    [Fact]
    public void A_failed_turn_was_delivered_and_may_have_taken_effect()
    {
        TurnError error = TurnErrors.Of("APIError", "no budget");

        TurnFailedException failure = TurnErrors.Failed("s1", new Reply { Error = error }, error);

        failure.MayHaveTakenEffect.Should().BeTrue();
        failure.Delivery.Should().Be(Delivery.Delivered);
    }

    [Fact]
    public void An_error_has_its_name_and_its_message()
    {
        TurnError error = TurnErrors.Of("SessionError", "say \"no\"");

        error.Name.Should().Be("SessionError");
        error.Message.Should().Be("say \"no\"");
        error.AdditionalProperties.Should().ContainSingle().Which.Key.Should().Be("message");
    }

    [Fact]
    public void An_error_without_a_message_has_only_its_name()
    {
        TurnError error = TurnErrors.Of("SessionError", null);

        error.Name.Should().Be("SessionError");
        error.Message.Should().BeNull();
        error.AdditionalProperties.Should().BeNull();
    }
}
