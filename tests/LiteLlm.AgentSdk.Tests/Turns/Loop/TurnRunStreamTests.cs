using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>A streamed turn whose stream does not begin or breaks: it is found again and goes on.</summary>
public sealed class TurnRunStreamTests : IDisposable
{
    private static readonly string s_before = Wire.Thread(Wire.OldClaude);
    private static readonly string s_running = Thread("Hel", isOver: false);
    private static readonly string s_over = Thread("Hello", isOver: true);

    // The beginning of the turn, with nothing that the thread would add to it.
    private static readonly string s_shown = Wire.Question("hi")
        + Wire.Updated("""{"id":"msg_1","role":"assistant","time":{"created":1}}""")
        + Wire.Part("msg_1", """{"id":"p1","type":"text","text":"Hel"}""");

    private readonly ScriptedSession _platform = new(options =>
    {
        options.Healing.BaseDelay = TimeSpan.FromSeconds(10);
        options.Healing.MaxDelay = TimeSpan.FromHours(1);
        options.StreamIdleTimeout = TimeSpan.FromMinutes(10);
        options.Retry.MaxRetries = 3;
    });

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task A_stream_that_does_not_begin_in_time_is_abandoned_and_the_turn_is_looked_for()
    {
        _platform.Answer("GET messages", s_before, s_running, s_over);
        _platform.Hold("POST message_stream");
        LiveBody raw = _platform.Live("GET stream", Wire.Ready);
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        Task<TurnReconnecting> lost = turn.NextAsync<TurnReconnecting>();
        await _platform.TimerAsync(TimeSpan.FromMinutes(10));
        _platform.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        lost.IsCompleted.Should().BeFalse();

        _platform.Time.Advance(TimeSpan.FromTicks(1));

        (await lost).Should().BeEquivalentTo(new
        {
            Attempt = 1,
            Reason = "The stream that answers the message to session s1 did not begin within StreamIdleTimeout.",
            Delivery = Delivery.Unknown,
            StatusCode = (HttpStatusCode?)null,
        });
        raw.Write(Wire.Question("hi"), Wire.Delta("lo"));
        (await turn.NextTextAsync()).Should().Be("Hel");
        raw.Write(Wire.Frame(Clients.Completed), Wire.Idle);
        Completed(await turn.RestAsync()).Text.Should().Be("Hello");
        _platform.Count("POST message_stream").Should().Be(1);
        _platform.Count("GET stream").Should().Be(1);
    }

    [Fact]
    public async Task A_stream_that_breaks_is_replaced_by_the_raw_stream_and_the_thread_fills_the_gap()
    {
        _platform.Answer("GET messages", s_before, s_running, s_over);
        LiveBody body = _platform.Live("POST message_stream", Clients.Begun("hi", "He"));
        LiveBody raw = _platform.Live("GET stream", Wire.Ready);
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        (await turn.NextTextAsync()).Should().Be("He");
        body.Break();

        TurnReconnecting lost = await turn.NextAsync<TurnReconnecting>();
        raw.Write(Wire.Delta("l"));
        TurnHealed healed = await turn.NextAsync<TurnHealed>();

        lost.Attempt.Should().Be(1);
        lost.Reason.Should().Contain("The cable was pulled.");
        lost.Delivery.Should().Be(Delivery.Delivered);
        lost.StatusCode.Should().BeNull();
        healed.Should().NotBeNull();
        _platform.Uris[^2].Should().EndWith("sessions/s1/stream?follow=1");
        _platform.Accepted[^2].Should().Be("text/event-stream");
        raw.Write(Wire.Frame(Clients.Completed), Wire.Idle);
        IReadOnlyList<TurnUpdate> rest = await turn.RestAsync();
        rest.OfType<TurnTextDelta>().Select(update => update.Delta).Should().Equal("lo");
        rest.OfType<TurnHealed>().Should().BeEmpty();
        Completed(rest).Text.Should().Be("Hello");
        _platform.Received.Should().Equal(
            "GET", "GET messages", "POST message_stream", "GET stream", "GET messages", "GET messages");
        _platform.Logs.Logs.Should().ContainSingle(log => log.Id.Id == 11).Which.Message.Should().Contain("attempt 1 to reconnect");
        _platform.Logs.Logs.Should().ContainSingle(log => log.Id.Id == 12);
    }

    [Fact]
    public async Task A_stream_that_ends_before_the_message_is_looked_for_with_an_unknown_delivery()
    {
        _platform.Answer("GET messages", s_before, s_over);
        _platform.Stream("POST message_stream", Wire.Ready);
        _platform.Live("GET stream", Wire.Delta("x"));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();

        TurnReconnecting lost = await turn.NextAsync<TurnReconnecting>();

        lost.Reason.Should().Contain("ended without the event that ends a turn");
        lost.Delivery.Should().Be(Delivery.Unknown);
        Completed(await turn.RestAsync()).Text.Should().Be("Hello");
    }

    [Fact]
    public async Task A_response_of_a_gateway_is_named_and_the_turn_is_looked_for()
    {
        _platform.Answer("GET messages", s_before, s_over);
        _platform.Refuse("POST message_stream", HttpStatusCode.GatewayTimeout, "<html>");
        _platform.Live("GET stream", Wire.Delta("x"));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();

        TurnReconnecting lost = await turn.NextAsync<TurnReconnecting>();

        lost.StatusCode.Should().Be(HttpStatusCode.GatewayTimeout);
        lost.Delivery.Should().Be(Delivery.Unknown);
        lost.Attempt.Should().Be(1);
        IReadOnlyList<TurnUpdate> rest = await turn.RestAsync();
        rest.OfType<TurnHealed>().Should().ContainSingle();
        Completed(rest).Text.Should().Be("Hello");
    }

    [Fact]
    public async Task Only_attempts_without_anything_new_make_the_pauses_longer()
    {
        _platform.Answer("GET messages", s_before, s_running);
        LiveBody body = _platform.Live("POST message_stream", s_shown);
        _platform.Stream("GET stream");
        _platform.Stream("GET stream");
        _platform.Stream("GET stream", Wire.Delta("new"));
        _platform.Live("GET stream", Wire.Frame(Clients.Completed), Wire.Idle);
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextTextAsync();
        body.Break();

        (await turn.NextAsync<TurnReconnecting>()).Attempt.Should().Be(1);
        (await turn.NextAsync<TurnReconnecting>()).Attempt.Should().Be(2);
        Task<TurnReconnecting> third = turn.NextAsync<TurnReconnecting>();
        await PauseAsync(5, 10, opened: 1);
        (await third).Attempt.Should().Be(3);
        Task<TurnReconnecting> fourth = turn.NextAsync<TurnReconnecting>();
        await PauseAsync(10, 20, opened: 2);
        (await fourth).Attempt.Should().Be(1, "something new came");

        _platform.Answer("GET messages", s_over);
        Completed(await turn.RestAsync()).Text.Should().Be("Hello", "the fourth stream was opened without a pause");
        _platform.Count("GET stream").Should().Be(4);
    }

    [Fact]
    public async Task When_streams_are_refused_the_thread_alone_shows_the_turn()
    {
        _platform.Answer("GET messages", s_before, s_running, s_over);
        LiveBody body = _platform.Live("POST message_stream", s_shown);
        _platform.Refuse("GET stream", HttpStatusCode.ServiceUnavailable);
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextTextAsync();
        body.Break();

        (await turn.NextAsync<TurnReconnecting>()).StatusCode.Should().BeNull();
        TurnReconnecting refused = await turn.NextAsync<TurnReconnecting>();
        _platform.Count("GET stream").Should().Be(1, "each attempt is one request");
        Task<IReadOnlyList<TurnUpdate>> rest = turn.RestAsync();
        await PauseAsync(5, 10, opened: 1);

        refused.Attempt.Should().Be(2);
        refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        refused.Delivery.Should().Be(Delivery.Delivered);
        (await rest).OfType<TurnHealed>().Should().BeEmpty("no stream is live");
        Completed(await rest).Text.Should().Be("Hello");
        _platform.Count("GET stream").Should().Be(2);
    }

    [Fact]
    public async Task Every_fourth_reading_of_the_thread_requests_the_session()
    {
        _platform.Answer("GET messages", [.. Enumerable.Repeat(s_before, 9), s_over]);
        _platform.Refuse("POST message_stream", HttpStatusCode.GatewayTimeout, "<html>");
        _platform.Live("GET stream", Wire.Delta("x"));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        Task<IReadOnlyList<TurnUpdate>> rest = turn.RestAsync();

        for (int reading = 2; reading <= 9; reading++)
        {
            await _platform.ReceivedAsync("GET messages", reading);
            await _platform.TimerAsync(TimeSpan.Zero, TimeSpan.FromSeconds(3));
            _platform.AdvanceToNextTimer();
        }

        Completed(await rest).Text.Should().Be("Hello");
        string.Concat(_platform.Received.Skip(4).Select(line => line == "GET" ? "S" : "m")).Should().Be("mSmmmSmmmmSm");
    }

    [Fact]
    public async Task A_silent_stream_whose_session_cannot_be_read_is_replaced()
    {
        using ScriptedSession platform = new(options => options.StreamIdleTimeout = TimeSpan.FromSeconds(90));
        platform.Answer("GET messages", s_before);
        platform.Refuse("GET messages", HttpStatusCode.ServiceUnavailable);
        platform.Answer("GET messages", s_over);
        platform.Live("POST message_stream", Clients.Begun("hi", "He"));
        platform.Live("GET stream", Wire.Frame(Clients.Completed), Wire.Idle);
        await using IAsyncEnumerator<TurnUpdate> turn =
            (await platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();
        await turn.NextTextAsync();
        Task<TurnReconnecting> lost = turn.NextAsync<TurnReconnecting>();
        await platform.TimerAsync(TimeSpan.FromSeconds(90));

        platform.Time.Advance(TimeSpan.FromSeconds(90));

        (await lost).Reason.Should().StartWith("The stream of session s1 is silent, and its messages can't be read: ");
        (await lost).Attempt.Should().Be(1);
        Completed(await turn.RestAsync()).Text.Should().Be("Hello");
    }

    [Fact]
    public async Task A_refused_key_ends_the_search()
    {
        _platform.Answer("GET messages", s_before);
        LiveBody body = _platform.Live("POST message_stream", Clients.Begun("hi", "He"));
        _platform.Refuse("GET stream", HttpStatusCode.Unauthorized);
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextTextAsync();
        body.Break();
        await turn.NextAsync<TurnReconnecting>();

        StreamInterruptedException e = await Assert.ThrowsAsync<StreamInterruptedException>(() => turn.RestAsync());

        e.InnerException.Should().BeOfType<AgentPlatformAuthenticationException>();
        e.PartialReply!.Text.Should().Be("He");
        _platform.Count("GET stream").Should().Be(1);
    }

    [Fact]
    public async Task A_resumed_turn_begins_with_a_search()
    {
        _platform.Answer("GET messages", s_running, s_over);
        LiveBody raw = _platform.Live("GET stream", Wire.Delta("lo"));
        TurnCheckpoint checkpoint = new() { SessionId = "s1", UserMessageId = "msg_q" };
        await using IAsyncEnumerator<TurnUpdate> turn = _platform.Client.ResumeTurnAsync(checkpoint).GetAsyncEnumerator();

        TurnReconnecting first = await turn.NextAsync<TurnReconnecting>();

        first.Should().BeEquivalentTo(
            new { Attempt = 1, Reason = "the turn is resumed from a checkpoint", Delivery = Delivery.Delivered });
        (await turn.NextTextAsync()).Should().Be("Hel");
        raw.Write(Wire.Frame(Clients.Completed), Wire.Idle);
        Completed(await turn.RestAsync()).Text.Should().Be("Hello");
        _platform.Received.Should().Equal("GET stream", "GET messages", "GET messages");
    }

    [Fact]
    public async Task Without_healing_a_turn_can_be_resumed_once()
    {
        using ScriptedSession platform = new(options => options.Healing.Enabled = false);
        platform.Answer("GET messages", s_running, s_over);
        LiveBody raw = platform.Live("GET stream", Wire.Delta("lo"));
        await using IAsyncEnumerator<TurnUpdate> turn = Resume(platform);
        (await turn.NextTextAsync()).Should().Be("Hel");
        raw.Write(Wire.Frame(Clients.Completed), Wire.Idle);

        Completed(await turn.RestAsync()).Text.Should().Be("Hello");
    }

    [Fact]
    public async Task Without_healing_a_resumed_turn_whose_stream_breaks_is_interrupted()
    {
        using ScriptedSession platform = new(options => options.Healing.Enabled = false);
        platform.Answer("GET messages", s_running);
        LiveBody raw = platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        await using IAsyncEnumerator<TurnUpdate> turn = Resume(platform);
        (await turn.NextTextAsync()).Should().Be("Hel");
        raw.Break();

        StreamInterruptedException e = await Assert.ThrowsAsync<StreamInterruptedException>(() => turn.RestAsync());

        e.Message.Should().Contain("The cable was pulled.");
        e.PartialReply!.Text.Should().Be("Hel");
        platform.Count("GET stream").Should().Be(1);
    }

    [Fact]
    public async Task Without_healing_a_resumed_turn_whose_stream_is_refused_is_that_failure()
    {
        using ScriptedSession platform = new(options => options.Healing.Enabled = false);
        platform.Refuse("GET stream", HttpStatusCode.ServiceUnavailable);
        await using IAsyncEnumerator<TurnUpdate> turn = Resume(platform);

        AgentPlatformException e = await Assert.ThrowsAnyAsync<AgentPlatformException>(() => turn.RestAsync());

        (e.InnerException as AgentPlatformException ?? e).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        platform.Received.Should().Equal("GET stream");
    }

    private static IAsyncEnumerator<TurnUpdate> Resume(ScriptedSession platform) =>
        platform.Client.ResumeTurnAsync(new TurnCheckpoint { SessionId = "s1", UserMessageId = "msg_q" }).GetAsyncEnumerator();

    private static string Thread(string text, bool isOver) =>
        Wire.Thread(Wire.OldClaude, Wire.Asked("msg_q", "hi"), Wire.Answered("msg_1", 1, text, isOver));

    private static Reply Completed(IReadOnlyList<TurnUpdate> updates) => updates[^1].Should().BeOfType<TurnCompleted>().Subject.Reply;

    private async Task<IAsyncEnumerator<TurnUpdate>> BeginAsync() =>
        (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();

    // Waits until the turn pauses before it opens another stream, and lets the pause pass.
    private async Task PauseAsync(int least, int most, int opened)
    {
        await _platform.TimerAsync(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));
        _platform.Count("GET stream").Should().Be(opened);
        _platform.AdvanceToNextTimer();
    }
}
