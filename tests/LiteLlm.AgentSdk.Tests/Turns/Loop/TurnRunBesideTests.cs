using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>
/// The first turn of an inline harness: a blocking call sends the message, and a second request streams the events.
/// </summary>
public sealed class TurnRunBesideTests : IDisposable
{
    private static readonly TimeSpan s_twoSeconds = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_halfASecond = TimeSpan.FromMilliseconds(500);
    private static readonly string s_over =
        Wire.Thread([], Wire.Asked("msg_q", "hi"), Wire.Answered("msg_1", 1, "Hello"));

    private readonly ScriptedSession _platform = new();

    public TurnRunBesideTests() => _platform.Answer(
        "GET agents/a1", Clients.Agent.Replace("\"opencode\"", "\"claude-brain-inline\"", StringComparison.Ordinal));

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task A_stream_that_breaks_after_the_answer_is_not_opened_again()
    {
        _platform.Answer("GET messages", "[]");
        TaskCompletionSource<HttpResponseMessage> answer = _platform.Hold("POST message");
        LiveBody body = _platform.Live("GET stream", Clients.Begun("hi", "He"));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextTextAsync();
        Task<IReadOnlyList<TurnUpdate>> rest = turn.RestAsync();
        answer.SetResult(Reply());
        await _platform.TimerAsync(s_twoSeconds);
        body.Break();

        (await rest).OfType<TurnReconnecting>().Should().BeEmpty();
        Completed(await rest).Text.Should().Be("Hello");
    }

    [Fact]
    public async Task The_stream_is_open_before_the_message_is_sent_and_the_answer_after_its_end_is_the_reply()
    {
        _platform.Answer("GET messages", "[]");
        TaskCompletionSource<HttpResponseMessage> answer = _platform.Hold("POST message");
        LiveBody body = _platform.Live("GET stream", Clients.Begun("hi", "He"));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        (await turn.NextTextAsync()).Should().Be("He");
        Task<IReadOnlyList<TurnUpdate>> rest = turn.RestAsync();
        body.Write(Clients.Ended());
        await _platform.TimerAsync(s_halfASecond);
        answer.SetResult(Reply());

        Completed(await rest).Text.Should().Be("Hello");
        Completed(await rest).Raw.Should().NotBeNull();
        _platform.Received.Should().Equal("GET", "GET messages", "GET agents/a1", "GET stream", "POST message");
        _platform.Accepted[3].Should().Be("text/event-stream");
        _platform.Uris[3].Should().EndWith("/stream");
    }

    [Fact]
    public async Task A_stream_that_does_not_show_the_end_of_an_answered_turn_is_left_after_two_seconds()
    {
        _platform.Answer("GET messages", "[]");
        TaskCompletionSource<HttpResponseMessage> answer = _platform.Hold("POST message");
        _platform.Live("GET stream", Clients.Begun("hi", "He"));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextTextAsync();
        Task<IReadOnlyList<TurnUpdate>> rest = turn.RestAsync();
        answer.SetResult(Reply());
        await _platform.TimerAsync(s_twoSeconds);
        _platform.Time.Advance(s_twoSeconds - TimeSpan.FromTicks(1));
        rest.IsCompleted.Should().BeFalse();

        _platform.Time.Advance(TimeSpan.FromTicks(1));

        Completed(await rest).Text.Should().Be("Hello");
        string.Concat((await rest).OfType<TurnTextDelta>().Select(update => update.Delta)).Should().Be("llo");
    }

    [Fact]
    public async Task A_stream_that_breaks_beside_the_call_is_not_opened_again()
    {
        _platform.Answer("GET messages", "[]");
        TaskCompletionSource<HttpResponseMessage> answer = _platform.Hold("POST message");
        LiveBody body = _platform.Live("GET stream", Clients.Begun("hi", "He"));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextTextAsync();
        Task<TurnEvent> report = turn.NextAsync<TurnEvent>();
        body.Write(Wire.Error("gone"));
        await report;
        Task<IReadOnlyList<TurnUpdate>> rest = turn.RestAsync();
        answer.SetResult(Reply());

        (await rest).OfType<TurnReconnecting>().Should().BeEmpty();
        Completed(await rest).Text.Should().Be("Hello");
        _platform.Count("GET stream").Should().Be(1);
    }

    [Fact]
    public async Task Half_a_second_after_the_end_the_thread_has_the_reply_of_a_call_without_an_answer()
    {
        _platform.Answer("GET messages", "[]", s_over);
        _platform.Hold("POST message");
        LiveBody body = _platform.Live("GET stream", Clients.Begun("hi", "He"));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextTextAsync();
        Task<IReadOnlyList<TurnUpdate>> rest = turn.RestAsync();
        _platform.Time.Advance(TimeSpan.FromSeconds(7));
        body.Write(Clients.Ended());
        await _platform.TimerAsync(s_halfASecond);
        _platform.Count("GET messages").Should().Be(1);

        _platform.Time.Advance(s_halfASecond);

        Completed(await rest).Text.Should().Be("Hello");
        _platform.Count("GET messages").Should().Be(2);
        _platform.Count("POST abort").Should().Be(0);
    }

    [Fact]
    public async Task A_refusal_whose_reason_the_stream_has_shown_is_the_failure_of_the_turn()
    {
        _platform.Answer("GET messages", "[]");
        TaskCompletionSource<HttpResponseMessage> answer = _platform.Hold("POST message");
        _platform.Live("GET stream", Wire.Ready, Wire.Question("hi"), Wire.SessionError("NoCredit"));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextAsync<TurnStarted>();
        Task<TurnCompleted> completed = turn.NextAsync<TurnCompleted>();
        answer.SetResult(FakePlatform.Json("""{"error":"harness request failed"}""", HttpStatusCode.BadGateway));

        (await completed).Reply.Error!.Name.Should().Be("NoCredit");
        await Assert.ThrowsAsync<TurnFailedException>(() => turn.MoveAsync());
    }

    [Fact]
    public async Task A_refusal_of_a_turn_that_the_stream_has_shown_says_that_the_message_was_delivered()
    {
        _platform.Answer("GET messages", "[]");
        _platform.Answer("GET", Clients.ReadySession, """{"id":"s1","agent_id":"a1","status":"creating"}""");
        TaskCompletionSource<HttpResponseMessage> answer = _platform.Hold("POST message");
        _platform.Live("GET stream", Clients.Begun("hi", "He"));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextTextAsync();
        Task<IReadOnlyList<TurnUpdate>> rest = turn.RestAsync();
        answer.SetResult(FakePlatform.Json("""{"error":"harness request failed"}""", HttpStatusCode.BadGateway));

        StreamInterruptedException e = await Assert.ThrowsAsync<StreamInterruptedException>(() => rest);

        e.Message.Should().Contain("No reply will come");
        e.Delivery.Should().Be(Delivery.Delivered);
        e.PartialReply!.Text.Should().Be("He");
    }

    /// <summary>opencode answers with only the last message. The stream has shown the others, so a failed reading takes nothing.</summary>
    [Theory]
    [InlineData("a2", true)]
    [InlineData("a3", false)]
    public async Task A_turn_that_the_stream_has_shown_whole_needs_no_messages(string answered, bool isWhole)
    {
        _platform.Answer("GET messages", "[]");
        _platform.Refuse("GET messages", HttpStatusCode.ServiceUnavailable);
        TaskCompletionSource<HttpResponseMessage> answer = _platform.Hold("POST message");
        _platform.Live(
            "GET stream", Wire.Ready, Wire.Prompted("u1", "hi"), Wire.Updated(Wire.AnswerInfo("a1", "u1", "tool-calls")),
            Wire.Part("a1", Wire.Text("a1", "one")), Wire.Updated(Wire.AnswerInfo("a2", "u1", null)),
            Wire.Part("a2", Wire.Text("a2", "two")), Wire.Updated(Wire.AnswerInfo("a2", "u1")), Wire.Idle);
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        (await turn.NextTextAsync()).Should().Be("one");
        (await turn.NextTextAsync()).Should().Be("two");
        Task<IReadOnlyList<TurnUpdate>> rest = turn.RestAsync();
        await _platform.TimerAsync(s_halfASecond);
        answer.SetResult(FakePlatform.Json(Wire.Answer(answered, "u1", "two")));

        if (isWhole)
        {
            Completed(await rest).Text.Should().Be("one\ntwo");
        }
        else
        {
            await Assert.ThrowsAsync<ReplyIncompleteException>(() => rest);
        }
    }

    [Fact]
    public async Task A_failure_that_the_stream_has_shown_is_not_forgotten_when_the_answer_is_lost()
    {
        _platform.Answer("GET messages", "[]", Wire.Thread([], Wire.Asked("msg_q", "hi")));
        TaskCompletionSource<HttpResponseMessage> answer = _platform.Hold("POST message");
        _platform.Live("GET stream", Wire.Ready, Wire.Question("hi"), Wire.SessionError("NoCredit"), Wire.Idle);
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextAsync<TurnStarted>();
        Task<TurnCompleted> completed = turn.NextAsync<TurnCompleted>();
        answer.SetResult(FakePlatform.Json("<html>", HttpStatusCode.GatewayTimeout));

        (await completed).Reply.Error!.Name.Should().Be("NoCredit");
        await Assert.ThrowsAsync<TurnFailedException>(() => turn.MoveAsync());
    }

    [Fact]
    public async Task A_lost_answer_closes_the_stream_beside_the_call_and_the_turn_is_looked_for()
    {
        _platform.Answer("GET messages", "[]", s_over);
        TaskCompletionSource<HttpResponseMessage> answer = _platform.Hold("POST message");
        _platform.Live("GET stream", Clients.Begun("hi", "He"));
        _platform.Live("GET stream", Wire.Delta("x"));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextTextAsync();
        Task<TurnReconnecting> lost = turn.NextAsync<TurnReconnecting>();
        answer.SetResult(FakePlatform.Json("<html>", HttpStatusCode.GatewayTimeout));

        (await lost).Should().BeEquivalentTo(
            new { Attempt = 1, Delivery = Delivery.Delivered, StatusCode = (HttpStatusCode?)HttpStatusCode.GatewayTimeout });
        Completed(await turn.RestAsync()).Text.Should().Be("Hello");
        _platform.Uris.Where(uri => uri.Contains("/stream", StringComparison.Ordinal)).Last().Should().EndWith("?follow=1");
    }

    private static HttpResponseMessage Reply() => FakePlatform.Json(Wire.Answered("msg_1", 1, "Hello"));

    private static Reply Completed(IReadOnlyList<TurnUpdate> updates) => updates[^1].Should().BeOfType<TurnCompleted>().Subject.Reply;

    private async Task<IAsyncEnumerator<TurnUpdate>> BeginAsync() =>
        (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();
}
