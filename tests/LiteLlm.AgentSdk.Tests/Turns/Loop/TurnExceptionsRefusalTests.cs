using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.Loop.GivenUp;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>The exceptions for messages that were refused or are never answered, and for sessions that have ended.</summary>
public sealed class TurnExceptionsRefusalTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_ended_session_is_named_with_its_reason(bool wasSeen)
    {
        SessionProbe probe = await ProbeAsync("failed", "no disk");

        AgentPlatformException e =
            Words(wasSeen ? Seen() : null, probe).Failed(TurnFailure.SessionEnded, Cause, [], Limits);

        e.Message.Should().Be(wasSeen ? "Session s1 is failed: no disk, and its messages do not show the end of the turn."
            : $"Whether the message to session s1 started a turn is not known: the session is failed: no disk.{AskBeforeResend}");
        (e as StreamInterruptedException)?.Reason.Should().Be("no disk");
    }

    [Fact]
    public async Task An_ended_session_without_a_reason_is_named_with_its_status()
    {
        SessionProbe probe = await ProbeAsync("dead", null);

        AgentPlatformException e = Words(Seen(), probe).Failed(TurnFailure.SessionEnded, null, [], Limits);

        e.Should().BeOfType<StreamInterruptedException>().Which.Reason.Should().Be("dead");
        e.Message.Should().StartWith("Session s1 is dead: the platform gave no reason");
    }

    [Theory]
    [InlineData("failed", "the session is failed: no disk")]
    [InlineData("creating", "the session is being recovered or was replaced")]
    public async Task A_failed_recovery_names_the_session_and_the_refusal(string status, string session)
    {
        TurnCall call = await RefusedAsync();

        AgentPlatformException e = Words(null, await ProbeAsync(status, "no disk"), call)
            .Failed(TurnFailure.RecoveryFailed, Cause, [], Limits);

        e.Should().BeOfType<SendOutcomeUnknownException>();
        e.Message.Should().Contain($"is not known: the sandbox did not accept it, and {session}. No reply will come.");
        e.InnerException.Should().BeSameAs(call.Problem);
    }

    [Fact]
    public async Task A_failed_recovery_of_a_session_that_is_not_found_says_so()
    {
        using FakePlatform gone = FakePlatform.Answering("""{"error":"session not found"}""", HttpStatusCode.NotFound);
        SessionProbe probe = new(gone.Connect(), "s1");
        await probe.GetSessionAsync(null, default);

        AgentPlatformException e = Words(null, probe, await RefusedAsync())
            .Failed(TurnFailure.RecoveryFailed, null, [], Limits);

        e.Message.Should().Contain("and the session is not there any more. No reply will come");
    }

    [Fact]
    public async Task A_failed_recovery_of_a_turn_that_was_seen_is_an_interruption()
    {
        TurnCall call = await RefusedAsync();

        AgentPlatformException e = Words(Seen(), await ProbeAsync("creating", null), call)
            .Failed(TurnFailure.RecoveryFailed, Cause, [], Limits);

        e.Should().BeOfType<StreamInterruptedException>().Which.PartialReply!.Text.Should().Be("Hel");
        e.Message.Should().Be("The sandbox of session s1 did not accept the message when the platform sent it again, and the session "
            + "is being recovered or was replaced. No reply will come.");
        e.InnerException.Should().BeSameAs(call.Problem);
        e.Delivery.Should().Be(Delivery.Delivered);
    }

    [Fact]
    public async Task A_late_refusal_names_the_refusal()
    {
        TurnCall call = await RefusedAsync();

        AgentPlatformException e = Words(call: call).Failed(TurnFailure.RefusedLate, Cause, [], Limits);

        e.Should().BeOfType<SendOutcomeUnknownException>();
        e.Message.Should().Contain("an attempt of the platform was refused, and an earlier one may have run. No reply will come.");
        e.InnerException.Should().BeSameAs(call.Problem);
    }

    [Fact]
    public async Task A_message_that_was_not_delivered_may_be_sent_again()
    {
        TurnCall call = await RefusedAsync();

        AgentPlatformException e = Words(call: call).Failed(TurnFailure.NotDelivered, Cause, [], Limits);

        e.Should().BeOfType<MessageNotDeliveredException>().Which.SessionId.Should().Be("s1");
        e.Message.Should().Be(
            $"The message to session s1 was not delivered and started no turn: {call.Problem!.Message} Sending it again is safe.");
        e.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        e.ErrorMessage.Should().Be("harness request failed");
        e.IsTransient.Should().Be(call.Problem.IsTransient);
        e.Delivery.Should().Be(Delivery.NotSent);
        e.MayHaveTakenEffect.Should().BeFalse();
    }

    [Fact]
    public async Task A_refused_message_that_is_in_the_session_has_failed_with_the_refusal()
    {
        TurnCall call = await RefusedAsync();

        TurnFailedException e = NeverAnswered(Words(Seen(), call: call));

        e.Message.Should().Be(
            "The turn of session s1 failed (Refused): harness request failed. The message is in the session and will not be answered.");
        e.ErrorMessage.Should().Be("harness request failed");
        e.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        e.InnerException.Should().BeSameAs(call.Problem);
        e.Reply.Error!.Name.Should().Be("Refused");
        e.Reply.Text.Should().Be("Hel");
        e.LastSeenAt.Should().Be(Now);
        e.Delivery.Should().Be(Delivery.Delivered);
        e.MayHaveTakenEffect.Should().BeTrue();
    }

    [Fact]
    public void A_message_that_nothing_refused_is_not_answered()
    {
        TurnFailedException e = NeverAnswered(Words(Seen()));

        e.Message.Should().Be("The turn of session s1 failed (NotAnswered): The harness gave no answer, and none will come. "
            + "The message is in the session and will not be answered.");
        e.InnerException.Should().BeSameAs(Cause);
        e.StatusCode.Should().Be(HttpStatusCode.GatewayTimeout);
    }

    [Theory]
    [InlineData("no credit.", "The turn of session s1 failed (APIError): no credit. The message")]
    [InlineData(null, "The turn of session s1 failed (APIError): no reason was given. The message")]
    public void An_error_that_the_stream_reported_is_the_reason(string? words, string message)
    {
        TurnState state = Seen();
        state.Apply(new SessionErrorEvent { Error = TurnErrors.Of("APIError", words) });

        TurnFailedException e = NeverAnswered(Words(state));

        e.Message.Should().StartWith(message);
        e.ErrorMessage.Should().Be(words);
        e.Reply.Error!.Name.Should().Be("APIError");
    }

    [Fact]
    public void An_error_that_the_stream_reported_of_an_unknown_turn_is_the_reason()
    {
        TurnState state = new(new SentMessage(["hi"], 0, null));
        foreach (SessionEvent value in Events(Asked("other", "something else", 1)))
        {
            state.Apply(value);
        }

        state.Apply(new SessionErrorEvent { Error = TurnErrors.Of("APIError", "no credit") });
        state.Error.Should().BeNull();

        NeverAnswered(Words(state)).Message.Should().StartWith("The turn of session s1 failed (APIError): no credit.");
    }

    private static TurnFailedException NeverAnswered(TurnExceptions words) =>
        words.Failed(TurnFailure.NeverAnswered, Cause, [], Limits)
            .Should().BeOfType<TurnFailedException>().Subject;
}
