using System.Diagnostics;
using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Telemetry;
using LiteLlm.AgentSdk.Turns;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>The call that sends a turn's message: what its outcomes mean, and when it is made again.</summary>
public sealed class TurnCallTests
{
    private const string Refusal = """{"error":"harness request failed"}""";
    private const string NoStore = """{"error":"session store temporarily unavailable"}""";
    private static readonly byte[] s_body = """{"text":"hi"}"""u8.ToArray();

    [Theory]
    [InlineData(true, "POST sessions/s1/message", "application/json")]
    [InlineData(false, "POST sessions/s1/message_stream", "text/event-stream")]
    public async Task A_message_is_delivered_with_the_response(bool isBlocking, string line, string accept)
    {
        using FakePlatform platform = new(_ => isBlocking ? FakePlatform.Json(Clients.Reply) : FakePlatform.Events(Clients.Ready));
        TurnCall call = new(platform.Connect(), "s1", s_body, new SendOptions(), isBlocking);

        await call.SendAsync(default);

        platform.Received.Should().Equal(line);
        platform.Accepted.Should().Equal(accept);
        call.Delivery.Should().Be(Delivery.Delivered);
        call.State.Should().Be(isBlocking ? CallState.Pending : CallState.Streaming);
        (call.Answer is not null).Should().Be(isBlocking);
        (call.Stream is not null).Should().Be(!isBlocking);
        call.Problem.Should().BeNull();
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData(2, 2)]
    public async Task The_time_limit_is_that_of_the_message_or_that_of_the_client(int? ofMessage, int minutes)
    {
        using FakePlatform platform = FakePlatform.Silent();
        TurnCall call = Call(
            platform,
            options => (options.TurnTimeout, options.Healing.Enabled) = (TimeSpan.FromMinutes(30), true),
            new SendOptions { TurnTimeout = ofMessage is { } own ? TimeSpan.FromMinutes(own) : null });

        Task sending = call.SendAsync(default);
        await platform.Time.WaitForTimersAsync();
        platform.Time.Pending.Should().Equal(TimeSpan.FromMinutes(minutes));
        platform.Time.Advance(TimeSpan.FromMinutes(minutes));

        AgentPlatformTimeoutException failure = await Assert.ThrowsAsync<AgentPlatformTimeoutException>(() => sending);
        failure.Limit.Should().Be("TurnTimeout");
        failure.MayHaveTakenEffect.Should().BeTrue();
        call.Delivery.Should().Be(Delivery.Unknown);
        call.State.Should().Be(CallState.Pending, "the turn is over for the caller, so it is not looked for");
    }

    [Theory]
    [InlineData(NoStore)]
    [InlineData("{ \"error\" :\n\"session store temporarily unavailable\" }")]
    public async Task A_platform_without_its_store_started_no_turn(string body)
    {
        using FakePlatform platform = FakePlatform.Answering(body, HttpStatusCode.ServiceUnavailable);
        TurnCall call = Call(platform, Heal);

        MessageNotDeliveredException failure = await Assert.ThrowsAsync<MessageNotDeliveredException>(() => call.SendAsync(default));

        failure.SessionId.Should().Be("s1");
        failure.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        failure.Delivery.Should().Be(Delivery.NotSent);
        call.Delivery.Should().Be(Delivery.NotSent);
        platform.Received.Should().ContainSingle();
    }

    [Theory]
    [InlineData(Refusal)]
    [InlineData("{ \"error\" :\n\"harness request failed\" }\n")]
    public async Task A_refusal_in_the_words_of_the_platform_is_a_refusal(string body)
    {
        using FakePlatform platform = FakePlatform.Answering(body, HttpStatusCode.BadGateway);
        TurnCall call = Call(platform, Heal);

        await call.SendAsync(default);

        call.State.Should().Be(CallState.Refused);
        call.Problem!.ErrorMessage.Should().Be("harness request failed");
        call.Delivery.Should().Be(Delivery.Unknown, "the platform may have made an earlier attempt");
    }

    [Fact]
    public async Task An_internal_error_in_the_words_of_the_platform_ends_its_attempts_too()
    {
        using FakePlatform platform = FakePlatform.Answering("""{"error":"internal error"}""", HttpStatusCode.InternalServerError);
        TurnCall call = Call(platform, Heal);

        await call.SendAsync(default);

        call.State.Should().Be(CallState.Refused);
        call.IsPlatformError.Should().BeTrue();
        call.Delivery.Should().Be(Delivery.Unknown);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(500, """{"error":"internal error","gateway":"g1"}""")]
    [InlineData(502, """{"error":"internal error"}""")]
    [InlineData(502, "")]
    [InlineData(502, "harness request failed")]
    [InlineData(502, """{"error":"harnessrequestfailed"}""")]
    [InlineData(502, """{"error":"harness request failed!"}""")]
    [InlineData(502, """{"error":"harness request failed","gateway":"g1"}""")]
    [InlineData(502, """{"message":"harness request failed"}""")]
    [InlineData(502, NoStore)]
    [InlineData(500, Refusal)]
    [InlineData(503, Refusal)]
    [InlineData(504, NoStore)]
    [InlineData(503, """{"error":"session store temporarily unavailable","gateway":"g1"}""")]
    public async Task Another_response_is_a_lost_one(int status, string body)
    {
        using FakePlatform platform = FakePlatform.Answering(body, (HttpStatusCode)status);
        TurnCall call = Call(platform, Heal);

        await call.SendAsync(default);

        call.State.Should().Be(CallState.Lost);
        call.Problem!.StatusCode.Should().Be((HttpStatusCode)status);
        call.Delivery.Should().Be(Delivery.Unknown);
        platform.Received.Should().ContainSingle("the message is not sent again");
    }

    [Fact]
    public async Task A_broken_connection_after_the_message_left_is_a_lost_response_even_if_messages_are_sent_again()
    {
        using FakePlatform platform = new(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded));
        TurnCall call = Call(platform, Heal, new SendOptions { ResendWhenNotDelivered = true });

        await call.SendAsync(default);

        call.State.Should().Be(CallState.Lost);
        call.Problem.Should().BeOfType<AgentPlatformConnectionException>();
        call.Delivery.Should().Be(Delivery.Unknown);
        platform.Received.Should().ContainSingle();
    }

    [Theory]
    [InlineData(false, PlatformGeneration.Platform, "healing is off")]
    [InlineData(true, PlatformGeneration.Proxy, "the older proxy has no messages to look the turn up in")]
    public async Task A_response_that_is_lost_is_thrown_where_turns_are_not_looked_for(
        bool heals, PlatformGeneration generation, string because)
    {
        using FakePlatform platform = FakePlatform.Answering(Refusal, HttpStatusCode.BadGateway);
        TurnCall call = Call(platform, options => (options.Healing.Enabled, options.Generation) = (heals, generation));

        AgentPlatformException failure =
            await Assert.ThrowsAnyAsync<AgentPlatformException>(() => call.SendAsync(default));

        failure.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        call.State.Should().Be(CallState.Pending, because);
        call.Delivery.Should().Be(Delivery.Unknown);
    }

    [Fact]
    public async Task A_message_that_the_platform_rejects_is_thrown_and_took_no_effect()
    {
        using FakePlatform platform = FakePlatform.Answering("""{"error":"text is required"}""", HttpStatusCode.BadRequest);
        TurnCall call = Call(platform, Heal);

        await Assert.ThrowsAsync<AgentPlatformValidationException>(() => call.SendAsync(default));

        call.Delivery.Should().Be(Delivery.NotSent);
        call.State.Should().Be(CallState.Pending);
    }

    [Fact]
    public async Task A_message_that_never_left_is_not_sent_again_by_default()
    {
        using FakePlatform platform = FakePlatform.Answering(Clients.Reply);
        platform.Unreachable = 1;
        TurnCall call = Call(platform, Heal);

        MessageNotDeliveredException failure = await Assert.ThrowsAsync<MessageNotDeliveredException>(() => call.SendAsync(default));

        failure.Message.Should().StartWith("The message to session s1 was not delivered and started no turn: ");
        failure.InnerException.Should().BeOfType<AgentPlatformConnectionException>();
        call.Delivery.Should().Be(Delivery.NotSent);
        platform.Received.Should().BeEmpty();
    }

    [Fact]
    public async Task A_message_that_never_left_is_sent_again_after_pauses_that_grow()
    {
        using FakePlatform platform = FakePlatform.Answering(Clients.Reply);
        platform.Unreachable = 2;
        TurnCall call = Call(platform, options => options.Retry.BaseDelay = TimeSpan.FromSeconds(8), Resending);

        Task sending = call.SendAsync(default);
        await platform.Time.WaitForTimersAsync();
        call.Delivery.Should().Be(Delivery.NotSent);
        TimeSpan first = platform.Time.Pending.Single();
        first.TotalSeconds.Should().BeInRange(8 * 0.8, 8 * 1.2);
        platform.Time.Advance(first);
        await platform.Time.WaitForTimersAsync();
        TimeSpan second = platform.Time.Pending.Single();
        second.TotalSeconds.Should().BeInRange(12 * 0.8, 12 * 1.2);
        platform.Time.Advance(second);
        await sending;

        platform.Received.Should().Equal("POST sessions/s1/message");
        call.Delivery.Should().Be(Delivery.Delivered);
        TimeSpan.FromTicks(call.SentAt).Should().Be(first + second, "that is the attempt that arrived");
        call.AnsweredAt.Should().Be(call.SentAt);
    }

    [Fact]
    public async Task A_message_is_never_sent_again_without_a_pause()
    {
        using FakePlatform platform = FakePlatform.Answering(Clients.Reply);
        platform.Unreachable = 1;
        TurnCall call = Call(platform, options => options.Retry.BaseDelay = TimeSpan.Zero, Resending);

        Task sending = call.SendAsync(default);
        await platform.Time.WaitForTimersAsync();
        TimeSpan pause = platform.Time.Pending.Single();
        platform.Time.Advance(pause);
        await sending;

        pause.TotalMilliseconds.Should().BeInRange(100 * 0.8, 100 * 1.2);
    }

    [Fact]
    public async Task A_pause_before_a_message_is_sent_again_takes_at_most_fifteen_seconds()
    {
        using FakePlatform platform = FakePlatform.Answering(Clients.Reply);
        platform.Unreachable = 1;
        TurnCall call = Call(platform, options => options.Retry.BaseDelay = TimeSpan.FromSeconds(30), Resending);

        Task sending = call.SendAsync(default);
        await platform.Time.WaitForTimersAsync();
        TimeSpan pause = platform.Time.Pending.Single();
        platform.Time.Advance(pause);
        await sending;

        pause.TotalSeconds.Should().BeInRange(15 * 0.8, 15 * 1.2);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_during_a_pause_did_not_send_the_message()
    {
        using FakePlatform platform = FakePlatform.Answering(Clients.Reply);
        platform.Unreachable = 1;
        TurnCall call = Call(platform, options => options.Retry.BaseDelay = TimeSpan.FromSeconds(8), Resending);
        using CancellationTokenSource cancel = new();

        Task sending = call.SendAsync(cancel.Token);
        await platform.Time.WaitForTimersAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        call.Delivery.Should().Be(Delivery.NotSent);
        platform.Received.Should().BeEmpty();
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_begins_did_not_send_the_message()
    {
        using FakePlatform platform = FakePlatform.Answering(Clients.Reply);
        TurnCall call = Call(platform, Heal);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.SendAsync(new CancellationToken(canceled: true)));

        call.Delivery.Should().Be(Delivery.NotSent);
        platform.Received.Should().BeEmpty();
    }

    [Fact]
    public async Task A_call_that_is_cancelled_after_the_message_left_may_have_delivered_it()
    {
        using FakePlatform platform = FakePlatform.Silent();
        TurnCall call = Call(platform, Heal);
        using CancellationTokenSource cancel = new();

        Task sending = call.SendAsync(cancel.Token);
        await platform.Time.WaitForTimersAsync();
        platform.Time.Advance(TimeSpan.FromSeconds(5));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        call.Delivery.Should().Be(Delivery.Unknown);
        TimeSpan.FromTicks(call.AnsweredAt).Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_lost_response_is_an_event_of_the_span_of_the_turn()
    {
        using FakePlatform platform = FakePlatform.Silent();
        using SpanRecorder recorder = new();
        using Activity turn = Diagnostics.Telemetry.Source.StartActivity("turn")!;
        TurnCall call = Call(platform, Heal);
        AgentPlatformException problem = new("lost");

        call.MarkLost(problem);

        call.State.Should().Be(CallState.Lost);
        call.Problem.Should().BeSameAs(problem);
        turn.Events.Should().ContainSingle().Which.Name.Should().Be("answer lost");
    }

    [Fact]
    public void A_refusal_that_the_stream_reports_ends_the_call()
    {
        using FakePlatform platform = FakePlatform.Silent();
        TurnCall call = Call(platform, Heal);
        AgentPlatformException problem = new("refused");
        platform.Time.Advance(TimeSpan.FromSeconds(3));

        call.MarkRefused(problem);

        call.State.Should().Be(CallState.Refused);
        call.Problem.Should().BeSameAs(problem);
        TimeSpan.FromTicks(call.AnsweredAt).Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void An_answer_holds_the_whole_reply_or_only_its_last_message()
    {
        using FakePlatform platform = FakePlatform.Silent();
        TurnCall call = Call(platform, Heal);
        call.State.Should().Be(CallState.Pending);

        call.MarkAnswered(isWhole: true);
        call.State.Should().Be(CallState.Answered);
        call.MarkAnswered(isWhole: false);
        call.State.Should().Be(CallState.AnsweredInPart);
    }

    private static SendOptions Resending => new() { ResendWhenNotDelivered = true, TurnTimeout = Timeout.InfiniteTimeSpan };

    private static void Heal(AgentPlatformOptions options) => options.Healing.Enabled = true;

    // A blocking call.
    private static TurnCall Call(FakePlatform platform, Action<AgentPlatformOptions> configure, SendOptions? options = null)
    {
        PlatformTransport transport = platform.Connect(configure);
        return new TurnCall(transport, "s1", s_body, options ?? new SendOptions(), isBlocking: true);
    }
}
