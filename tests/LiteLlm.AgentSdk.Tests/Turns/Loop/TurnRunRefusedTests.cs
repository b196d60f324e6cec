using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>A streamed message that the platform takes and its sandbox does not.</summary>
public sealed class TurnRunRefusedTests : IDisposable
{
    private const string NoStream = "harness event stream failed";
    private const string NoPrompt = "prompt_async failed";
    private static readonly TimeSpan s_toShow = TimeSpan.FromSeconds(2);
    private static readonly string s_before = Wire.Thread(Wire.OldClaude);

    private readonly ScriptedSession _platform = new(options => options.StreamIdleTimeout = TimeSpan.FromMinutes(10));

    public TurnRunRefusedTests() => _platform.Answer("GET messages", s_before);

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task Without_the_harness_stream_the_message_was_not_delivered_and_the_next_one_goes_at_once()
    {
        _platform.Stream("POST message_stream", Wire.Ready, Wire.Error(NoStream));
        _platform.Live("POST message_stream", Clients.Begun("again", "text"), Clients.Ended());
        Session session = await _platform.OpenAsync();

        MessageNotDeliveredException e =
            await Assert.ThrowsAsync<MessageNotDeliveredException>(() => session.SendStreamingAsync("hi").GetReplyAsync().SoonAsync());

        e.Message.Should().Contain(NoStream);
        e.Delivery.Should().Be(Delivery.NotSent);
        _platform.Received.Should().Equal("GET", "GET messages", "POST message_stream");
        Reply reply = await session.SendStreamingAsync("again").GetReplyAsync().SoonAsync();
        reply.Text.Should().Be("text");
    }

    [Fact]
    public async Task After_the_message_was_shown_the_same_report_is_a_cut()
    {
        _platform.Answer("GET messages", Over());
        _platform.Stream("POST message_stream", Wire.Question("hi"), Wire.Error(NoStream));
        _platform.Live("GET stream", Wire.Delta("x"));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();

        TurnReconnecting lost = await turn.NextAsync<TurnReconnecting>();

        lost.Reason.Should().Contain(NoStream);
        lost.Delivery.Should().Be(Delivery.Delivered);
        (await turn.NextAsync<TurnCompleted>()).Reply.Text.Should().Be("Hello");
    }

    [Theory]
    [InlineData(NoStream)]
    [InlineData(NoPrompt)]
    public async Task On_the_raw_stream_after_a_cut_the_same_report_is_another_cut(string report)
    {
        _platform.Stream("POST message_stream", Wire.Ready);
        _platform.Stream("GET stream", Wire.Error(report));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        (await turn.NextAsync<TurnReconnecting>()).Attempt.Should().Be(1);

        TurnReconnecting second = await turn.NextAsync<TurnReconnecting>();

        second.Attempt.Should().Be(2);
        second.Reason.Should().Contain(report);
    }

    [Fact]
    public async Task A_refused_prompt_is_looked_for_after_two_seconds_and_was_not_delivered()
    {
        LiveBody body = _platform.Live("POST message_stream", Wire.Ready);
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        body.Write(Wire.Error(NoPrompt));

        TurnReconnecting lost = await turn.NextAsync<TurnReconnecting>();
        Task<bool> next = turn.MoveAsync();
        await _platform.TimerAsync(s_toShow);
        _platform.Received.Should().Equal("GET", "GET messages", "POST message_stream", "GET");
        _platform.Time.Advance(s_toShow);

        lost.Should().BeEquivalentTo(new { Attempt = 1, Delivery = Delivery.Unknown });
        lost.Reason.Should().Contain(NoPrompt);
        (await Assert.ThrowsAsync<MessageNotDeliveredException>(() => next)).Message.Should().Contain(NoPrompt);
        _platform.Received[^1].Should().Be("GET messages");
        _platform.Count("GET stream").Should().Be(0);
    }

    [Theory]
    [InlineData(59_999, false)]
    [InlineData(60_000, true)]
    public async Task A_prompt_that_is_refused_after_a_minute_may_have_run(int milliseconds, bool mayHaveRun)
    {
        LiveBody body = _platform.Live("POST message_stream", Wire.Ready);
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.MoveAsync();
        _platform.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        body.Write(Wire.Error(NoPrompt));
        await turn.NextAsync<TurnReconnecting>();
        Task<bool> next = turn.MoveAsync();
        await _platform.TimerAsync(s_toShow);
        _platform.Time.Advance(s_toShow);

        AgentPlatformException e = await Assert.ThrowsAnyAsync<AgentPlatformException>(() => next);

        e.Should().BeOfType(mayHaveRun ? typeof(SendOutcomeUnknownException) : typeof(MessageNotDeliveredException));
    }

    [Fact]
    public async Task A_refused_prompt_that_is_in_the_thread_has_its_reply()
    {
        _platform.Answer("GET messages", Over());
        _platform.Stream("POST message_stream", Wire.Error(NoPrompt));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextAsync<TurnReconnecting>();
        Task<TurnCompleted> completed = turn.NextAsync<TurnCompleted>();
        await _platform.TimerAsync(s_toShow);

        _platform.Time.Advance(s_toShow);

        (await completed).Reply.Text.Should().Be("Hello");
    }

    [Fact]
    public async Task A_refused_prompt_of_a_session_that_failed_gets_no_reply()
    {
        _platform.Answer("GET", Clients.ReadySession, """{"id":"s1","agent_id":"a1","status":"failed","failure_reason":"no disk"}""");
        _platform.Stream("POST message_stream", Wire.Error(NoPrompt));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextAsync<TurnReconnecting>();

        SendOutcomeUnknownException e = await Assert.ThrowsAsync<SendOutcomeUnknownException>(() => turn.MoveAsync());

        e.Message.Should().Contain("the session is failed: no disk");
        _platform.Received[^1].Should().Be("GET");
    }

    /// <summary>Only a session that is the same as before proves that the refusal was final.</summary>
    [Fact]
    public async Task A_refused_prompt_of_a_session_that_cannot_be_read_may_have_run()
    {
        _platform.Answer("GET", Clients.ReadySession);
        _platform.Refuse("GET", HttpStatusCode.ServiceUnavailable);
        _platform.Stream("POST message_stream", Wire.Error(NoPrompt));
        await using IAsyncEnumerator<TurnUpdate> turn = await BeginAsync();
        await turn.NextAsync<TurnReconnecting>();
        Task<bool> next = turn.MoveAsync();
        await _platform.TimerAsync(s_toShow);

        _platform.Time.Advance(s_toShow);

        SendOutcomeUnknownException e = await Assert.ThrowsAsync<SendOutcomeUnknownException>(() => next);
        e.Delivery.Should().Be(Delivery.Unknown);
    }

    private static string Over() =>
        Wire.Thread(Wire.OldClaude, Wire.Asked("msg_q", "hi"), Wire.Answered("msg_1", 1, "Hello"));

    private async Task<IAsyncEnumerator<TurnUpdate>> BeginAsync() =>
        (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();
}
