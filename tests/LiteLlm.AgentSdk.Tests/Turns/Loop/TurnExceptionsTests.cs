using FluentAssertions;
using LiteLlm.AgentSdk.Turns;
using Xunit;
using static LiteLlm.AgentSdk.Tests.Turns.Loop.GivenUp;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>What the exceptions say with which a search is given up, and what they know.</summary>
public sealed class TurnExceptionsTests
{
    private const string WaysOn = "Resume it with ResumeTurnAsync, or end it with AbortAsync or RestartAsync.";

    [Theory]
    [InlineData(nameof(TurnFailure.NotShown), "it has not appeared in the session's messages, or they could not be read, "
        + "within OutcomeTimeout (00:07:00)")]
    [InlineData(nameof(TurnFailure.NoBaseline),
        "the session's messages before the send could not be read, so the message can't be recognized among them")]
    [InlineData(nameof(TurnFailure.Rebuilt), "the session's messages have been rebuilt since, by a restart or a recovery")]
    [InlineData(nameof(TurnFailure.Ambiguous), "2 messages of the session may be the one that was sent")]
    [InlineData(nameof(TurnFailure.TooManyAttempts), "the stream was opened 4 times without anything new")]
    public void A_message_that_was_not_seen_has_an_unknown_outcome(string name, string why)
    {
        TurnFailure failure = Enum.Parse<TurnFailure>(name);
        Message[] candidates = [Asked("m1", "hi", 1), Asked("m2", "hi", 2)];

        AgentPlatformException e = Words().Failed(failure, Cause, candidates, Limits);

        SendOutcomeUnknownException unknown = e.Should().BeOfType<SendOutcomeUnknownException>().Subject;
        unknown.Message.Should().Be($"Whether the message to session s1 started a turn is not known: {why}.{AskBeforeResend}");
        unknown.InnerException.Should().BeSameAs(Cause);
        unknown.SessionId.Should().Be("s1");
        unknown.Delivery.Should().Be(Delivery.Unknown);
        unknown.LastSeenAt.Should().BeNull();
        unknown.MayHaveTakenEffect.Should().BeTrue();
        unknown.ThreadWasRebuilt.Should().Be(failure == TurnFailure.Rebuilt);
        unknown.Candidates.Should().Equal(failure == TurnFailure.Ambiguous ? candidates : []);
    }

    [Fact]
    public void An_unknown_outcome_without_a_cause_ends_with_the_advice()
    {
        AgentPlatformException e = Words().Failed(TurnFailure.NotShown, null, [], Limits);

        e.Message.Should().EndWith("sending it again may run, and bill, the turn twice.");
    }

    [Theory]
    [InlineData(nameof(TurnFailure.NotShown), "The session's messages could not be read for OutcomeTimeout (00:07:00), "
        + "and the stream has not shown the end of the turn of session s1.")]
    [InlineData(nameof(TurnFailure.SameMoment), "Several turns of session s1 began in the same millisecond. They are over, but only "
        + "that time could tell which answer belongs to this turn.")]
    [InlineData(nameof(TurnFailure.Gone), "The turn of session s1 was in the session's messages and is not there any more: the harness has "
        + "lost it. Send the message again only if the agent may do it twice.")]
    [InlineData(nameof(TurnFailure.Rebuilt), "The messages of session s1 have been rebuilt since the turn began, by a restart or a "
        + "recovery. They do not show the turn any more. Look at the session's messages before you send it again: "
        + "sending it again may run, and bill, the turn twice.")]
    [InlineData(nameof(TurnFailure.TooManyAttempts), "The stream was opened 4 times without anything new, "
        + "and the messages of session s1 do not show the end of the turn.")]
    [InlineData(nameof(TurnFailure.Silent), "The stream of session s1 was cut, and nothing has been seen of the turn for 95 s. "
        + "Its harness may have lost it. " + WaysOn)]
    public void A_turn_that_was_seen_is_interrupted(string failure, string message)
    {
        AgentPlatformException e = Words(Seen(), silence: 95).Failed(Enum.Parse<TurnFailure>(failure), Cause, [], Limits);

        StreamInterruptedException interrupted = e.Should().BeOfType<StreamInterruptedException>().Subject;
        interrupted.Message.Should().Be(message);
        interrupted.InnerException.Should().BeSameAs(Cause);
        interrupted.SessionId.Should().Be("s1");
        interrupted.Reason.Should().BeNull("the cause names none");
        interrupted.IsTransient.Should().BeTrue();
        interrupted.Delivery.Should().Be(Delivery.Delivered);
        interrupted.LastSeenAt.Should().Be(Now - TimeSpan.FromSeconds(95));
        interrupted.MayHaveTakenEffect.Should().BeTrue();
        interrupted.PartialReply!.Text.Should().Be("Hel");
        interrupted.Checkpoint!.UserMessageId.Should().Be("u");
    }

    [Fact]
    public void An_interruption_keeps_the_reason_of_its_cause()
    {
        StreamInterruptedException cut = new("The stream was cut.") { Reason = "harness event stream failed" };

        AgentPlatformException e = Words(Seen()).Failed(TurnFailure.Gone, cut, [], Limits);

        e.Should().BeOfType<StreamInterruptedException>().Which.Reason.Should().Be("harness event stream failed");
    }

    [Fact]
    public void Without_healing_the_cause_itself_is_thrown()
    {
        AgentPlatformException e = Words(Seen()).Failed(TurnFailure.Cut, Cause, [], Limits);

        e.Should().BeSameAs(Cause);
    }

    [Fact]
    public void Without_healing_a_cut_keeps_what_has_arrived()
    {
        StreamInterruptedException cut = new("The stream was cut.") { Reason = "why" };

        AgentPlatformException e = Words(Seen()).Failed(TurnFailure.Cut, cut, [], Limits);

        StreamInterruptedException interrupted = e.Should().BeOfType<StreamInterruptedException>().Subject;
        interrupted.Message.Should().Be("The stream was cut.");
        interrupted.Reason.Should().Be("why");
        interrupted.PartialReply!.Text.Should().Be("Hel");
    }

    [Fact]
    public void Without_healing_the_end_of_another_turn_is_a_cut()
    {
        AgentPlatformException e = Words().Failed(TurnFailure.Cut, null, [], Limits);

        e.Should().BeOfType<StreamInterruptedException>().Which.Delivery.Should().Be(Delivery.Unknown);
        e.Message.Should().Be("A turn ended in session s1, but the stream has not shown the end of this one.");
    }

    [Fact]
    public void An_incomplete_reply_is_the_one_that_is_known()
    {
        Reply known = new() { Text = "last words" };

        AgentPlatformException e = Words(Seen()).Failed(TurnFailure.ReplyIncomplete, Cause, [], Limits, known);

        e.Should().BeOfType<ReplyIncompleteException>().Which.Reply.Should().BeSameAs(known);
        e.Message.Should().Be("The turn of session s1 took place, but its earlier messages could not be read: "
            + "the session's messages do not contain it. GetMessagesAsync returns the messages that the platform has.");
        e.IsTransient.Should().BeFalse();
        e.Delivery.Should().Be(Delivery.Delivered);
        e.MayHaveTakenEffect.Should().BeTrue();
    }

    [Fact]
    public void An_incomplete_reply_without_a_last_message_is_what_has_arrived()
    {
        AgentPlatformException e = Words(Seen()).Failed(TurnFailure.ReplyIncomplete, Cause, [], Limits);

        e.Should().BeOfType<ReplyIncompleteException>().Which.Reply.Text.Should().Be("Hel");
    }

    [Fact]
    public void An_incomplete_reply_names_why_its_messages_could_not_be_read()
    {
        AgentPlatformException e = TurnExceptions.Incomplete("s1", new Reply(), Cause);

        e.Message.Should().Contain("could not be read: The cable was pulled.");
        e.IsTransient.Should().BeTrue();
        e.InnerException.Should().BeSameAs(Cause);
    }

    [Theory]
    [InlineData(Delivery.Delivered, "Its end was not seen, and nothing has been seen of the turn for 7 s. " + WaysOn)]
    [InlineData(Delivery.NotSent, "The message was not delivered and started no turn. Sending it again is safe.")]
    [InlineData(Delivery.Unknown, "It is not known whether it runs. Look at the session's messages before you send it again: "
        + "sending it again may run, and bill, the turn twice.")]
    public void A_turn_that_took_too_long_says_whether_it_was_delivered(Delivery delivery, string words)
    {
        InvalidOperationException cause = new();

        AgentPlatformTimeoutException e = Words(Seen(), silence: 7).TimedOut(TimeSpan.FromHours(4), delivery, cause);

        e.Message.Should().Be($"The turn of session s1 was not over within TurnTimeout (04:00:00). {words}");
        e.Limit.Should().Be("TurnTimeout");
        e.InnerException.Should().BeSameAs(cause);
        e.Delivery.Should().Be(delivery);
        e.LastSeenAt.Should().Be(Now - TimeSpan.FromSeconds(7));
        e.IsTransient.Should().Be(delivery == Delivery.NotSent);
        e.MayHaveTakenEffect.Should().Be(delivery != Delivery.NotSent);
        e.PartialReply!.Text.Should().Be("Hel");
    }

    [Fact]
    public void A_search_that_fails_says_whether_the_turn_was_seen()
    {
        Words().SearchFailed(Cause).Should().BeOfType<SendOutcomeUnknownException>()
            .Which.Message.Should().Contain("is not known: the turn could not be looked for any further.");
        Words(Seen()).SearchFailed(Cause).Should().BeOfType<StreamInterruptedException>()
            .Which.Message.Should().Be("The turn of session s1 could not be looked for any further, and the session's messages do not show "
                + "its end. The cable was pulled.");
    }

    [Fact]
    public void A_failure_without_words_is_a_mistake_of_the_program()
    {
        Action unknown = () => _ = Words().Failed((TurnFailure)99, null, [], Limits);

        unknown.Should().Throw<ArgumentOutOfRangeException>().WithMessage("The failure has no message.*");
    }
}
