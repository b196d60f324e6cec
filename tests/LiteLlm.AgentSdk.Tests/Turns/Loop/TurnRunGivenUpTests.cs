using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>A turn that is given up because it can't end any more. The next message does not wait for it.</summary>
public sealed class TurnRunGivenUpTests : IDisposable
{
    private static readonly TimeSpan s_recheck = TimeSpan.FromMilliseconds(500);
    private static readonly string s_before = Wire.Thread(Wire.OldOpenCode);
    private static readonly string s_unanswered = Wire.Thread(Wire.OldOpenCode, Wire.Prompt("u1", "hi"));
    private static readonly string s_running = Wire.Thread(Wire.OldOpenCode, Wire.Prompt("u1", "hi"), Wire.Answer("a1", "u1", "te", null));
    private static readonly string s_over = Wire.Thread(Wire.OldOpenCode, Wire.Prompt("u1", "hi"), Wire.Answer("a1", "u1", "text"));

    private readonly ScriptedSession _platform = new();

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task A_message_that_stays_unanswered_for_two_seconds_has_failed()
    {
        _platform.Answer("GET messages", s_before, s_unanswered);
        _platform.Refuse("POST message_stream", HttpStatusCode.GatewayTimeout, "<html>");
        _platform.Refuse("GET stream", HttpStatusCode.ServiceUnavailable);
        Session session = await _platform.OpenAsync();
        Task<Reply> turn = session.SendStreamingAsync("hi").GetReplyAsync();
        await RecheckAsync(2, 3, 4, 5);

        TurnFailedException e = await Assert.ThrowsAsync<TurnFailedException>(() => turn.SoonAsync());

        e.Message.Should().Contain("The message is in the session and will not be answered.");
        e.Reply.Error!.Name.Should().Be("NotAnswered");
        e.ErrorMessage.Should().Be("The harness gave no answer, and none will come.", "the search's refused stream is not the reason");
        e.StatusCode.Should().Be(HttpStatusCode.GatewayTimeout, "the lost response is the cause");
        await NextGoesAtOnceAsync(session);
    }

    [Fact]
    public async Task A_message_that_vanishes_from_the_thread_for_two_seconds_is_lost()
    {
        _platform.Answer("GET messages", s_before);
        _platform.Stream("POST message_stream", Wire.Prompted("u1", "hi"), Wire.Updated(Wire.AnswerInfo("a1", "u1", null)));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        Session session = await _platform.OpenAsync();
        Task<Reply> turn = session.SendStreamingAsync("hi").GetReplyAsync();
        await RecheckAsync(2, 3, 4, 5);

        StreamInterruptedException e = await Assert.ThrowsAsync<StreamInterruptedException>(() => turn.SoonAsync());

        e.Message.Should().Contain("the harness has lost it");
        e.LastSeenAt.Should().Be(_platform.Time.GetUtcNow() - (4 * s_recheck));
        e.Checkpoint!.UserMessageId.Should().Be("u1");
        await NextGoesAtOnceAsync(session);
    }

    /// <summary>A session object that is older than a recovery has the earlier harness session. The events name the present one.</summary>
    [Theory]
    [InlineData("h1", "the harness has lost it")]
    [InlineData("h2", "have been rebuilt")]
    public async Task The_harness_session_of_the_turn_is_the_one_that_its_events_name(string now, string words)
    {
        const string Before = """{"id":"s1","agent_id":"a1","status":"ready","harness_session_id":"h0"}""";
        _platform.Answer("GET messages", s_before);
        _platform.Answer("GET", Before, Before.Replace("h0", now, StringComparison.Ordinal));
        _platform.Stream(
            "POST message_stream",
            Wire.Prompted("u1", "hi").Replace("\"properties\":{", "\"properties\":{\"sessionID\":\"h1\",", StringComparison.Ordinal));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        Session session = await _platform.OpenAsync();
        Task<Reply> turn = session.SendStreamingAsync("hi").GetReplyAsync();
        await RecheckAsync(2, 3, 4, 5);

        StreamInterruptedException e = await Assert.ThrowsAsync<StreamInterruptedException>(() => turn.SoonAsync());

        e.Message.Should().Contain(words);
    }

    /// <summary>The turn was seen, so it was delivered, although the messages can't show it any more.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_seen_turn_whose_session_is_rebuilt_was_delivered(bool showsHistory)
    {
        _platform.Answer("GET messages", s_before);
        _platform.Answer("GET messages", showsHistory ? Wire.Thread([], Wire.Prompt("h1", "<previous_session_history>")) : "[]");
        _platform.Answer("GET", Clients.ReadySession, """{"id":"s1","agent_id":"a1","status":"creating"}""");
        _platform.Stream(
            "POST message_stream", Wire.Prompted("u1", "hi"), Wire.Updated(Wire.AnswerInfo("a1", "u1", null)),
            Wire.Part("a1", Wire.Text("a1", "te")));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        Session session = await _platform.OpenAsync();
        Task<Reply> turn = session.SendStreamingAsync("hi").GetReplyAsync();
        await RecheckAsync(showsHistory ? [] : [2, 3, 4, 5]);

        StreamInterruptedException e = await Assert.ThrowsAsync<StreamInterruptedException>(() => turn.SoonAsync());

        e.Message.Should().Contain("have been rebuilt").And.Contain("Look at the session's messages before you send it again");
        e.Delivery.Should().Be(Delivery.Delivered);
        e.PartialReply!.Text.Should().Be("te");
    }

    [Fact]
    public async Task A_turn_whose_session_has_failed_is_interrupted_with_the_reason()
    {
        _platform.Answer("GET messages", s_before, s_running);
        _platform.Answer(
            "GET", Clients.ReadySession, """{"id":"s1","agent_id":"a1","status":"failed","failure_reason":"no disk"}""",
            Clients.ReadySession);
        _platform.Stream(
            "POST message_stream", Wire.Prompted("u1", "hi"), Wire.Updated(Wire.AnswerInfo("a1", "u1", null)),
            Wire.Part("a1", Wire.Text("a1", "te")));
        _platform.Stream("GET stream");
        Session session = await _platform.OpenAsync();

        StreamInterruptedException e = await Assert.ThrowsAsync<StreamInterruptedException>(
            () => session.SendStreamingAsync("hi").GetReplyAsync().SoonAsync());

        e.Reason.Should().Be("no disk");
        e.PartialReply!.Text.Should().Be("te");
        await NextGoesAtOnceAsync(session);
    }

    /// <summary>opencode would queue the next message if the turn ran after all.</summary>
    [Fact]
    public async Task A_turn_that_fell_silent_after_a_cut_is_given_up_and_the_next_message_goes_at_once()
    {
        _platform.Answer("GET messages", s_before, s_running);
        _platform.Stream(
            "POST message_stream", Wire.Prompted("u1", "hi"), Wire.Updated(Wire.AnswerInfo("a1", "u1", null)),
            Wire.Part("a1", Wire.Text("a1", "te")));
        LiveBody raw = _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        Session session = await _platform.OpenAsync();
        Task<Reply> turn = session.SendStreamingAsync("hi").GetReplyAsync();
        await _platform.ReceivedAsync("GET messages", 2);
        await _platform.TimerAsync(TimeSpan.FromSeconds(90));

        _platform.Time.Advance(TimeSpan.FromSeconds(90));

        StreamInterruptedException e = await Assert.ThrowsAsync<StreamInterruptedException>(() => turn.SoonAsync());
        e.Message.Should().Contain("nothing has been seen of the turn for 90 s.");
        e.Checkpoint.Should().NotBeNull();
        await NextGoesAtOnceAsync(session);
        raw.End();
    }

    [Fact]
    public async Task An_event_of_an_unanswered_turn_shows_that_it_runs()
    {
        _platform.Answer("GET messages", s_before, s_unanswered, s_unanswered, s_over);
        _platform.Refuse("POST message_stream", HttpStatusCode.GatewayTimeout, "<html>");
        LiveBody raw = _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        await using IAsyncEnumerator<TurnUpdate> turn =
            (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();
        await turn.NextAsync<TurnHealed>();
        Task<bool> next = turn.MoveAsync();
        await RecheckAsync(2);
        await _platform.TimerAsync(s_recheck);
        raw.Write(Wire.Updated(Wire.AnswerInfo("a1", "u1", null)));
        (await next).Should().BeTrue();
        Task<TurnCompleted> completed = turn.NextAsync<TurnCompleted>();
        await _platform.TimerAsync(TimeSpan.FromSeconds(90));
        raw.Write(Wire.Updated(Wire.AnswerInfo("a1", "u1")), Wire.Idle);

        (await completed).Reply.Text.Should().Be("text");
        _platform.Count("GET messages").Should().Be(4);
    }

    /// <summary>
    /// On a Claude harness, a user message without an answer looks like a running turn. The next message does not wait for it, and its text
    /// is given while it is written.
    /// </summary>
    [Fact]
    public async Task After_a_claude_turn_that_failed_without_an_answer_the_next_message_goes_at_once_and_streams()
    {
        string old = Wire.Asked("old", "hi", 100);
        _platform.Answer("GET messages", Wire.Thread(Wire.OldClaude), Wire.Thread(Wire.OldClaude, old));
        _platform.Stream(
            "POST message_stream", Wire.Ready, Wire.Updated("""{"id":"old","role":"user","time":{"created":100,"completed":100}}"""),
            Wire.Part("old", Wire.Text("old", "hi")), Wire.SessionError("Broke"), Wire.Idle);
        LiveBody body = _platform.Live("POST message_stream", Clients.Begun("again", "text"));
        Session session = await _platform.OpenAsync();
        TurnFailedException e =
            await Assert.ThrowsAsync<TurnFailedException>(() => session.SendStreamingAsync("hi").GetReplyAsync().SoonAsync());
        Session sameSession = await _platform.OpenAsync();

        await using IAsyncEnumerator<TurnUpdate> next = sameSession.SendStreamingAsync("again").GetAsyncEnumerator();

        e.Message.Should().Contain("Broke");
        (await next.NextTextAsync()).Should().Be("text");
        body.Write(Clients.Ended());
        (await next.NextAsync<TurnCompleted>()).Reply.Text.Should().Be("text");
        _platform.Received.Should().Equal(
            "GET", "GET messages", "POST message_stream", "GET", "GET messages", "POST message_stream");
    }

    /// <summary>A Claude harness writes no answer after <c>session.error</c>, so the message looks like a running turn.</summary>
    [Fact]
    public async Task A_claude_turn_whose_stream_was_cut_after_its_error_has_failed()
    {
        _platform.Answer("GET messages", Wire.Thread(Wire.OldClaude), Wire.Thread(Wire.OldClaude, Wire.Asked("msg_q", "hi")));
        _platform.Stream("POST message_stream", Wire.Ready, Wire.Question("hi"), Wire.SessionError("Broke"));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        Session session = await _platform.OpenAsync();

        TurnFailedException e =
            await Assert.ThrowsAsync<TurnFailedException>(() => session.SendStreamingAsync("hi").GetReplyAsync().SoonAsync());

        e.Message.Should().Contain("Broke");
        await NextGoesAtOnceAsync(session);
    }

    // Lets half a second pass after each of these readings of the thread.
    private async Task RecheckAsync(params int[] readings)
    {
        foreach (int reading in readings)
        {
            await _platform.ReceivedAsync("GET messages", reading);
            await _platform.TimerAsync(s_recheck);
            _platform.Time.Advance(s_recheck);
        }
    }

    private async Task NextGoesAtOnceAsync(Session session)
    {
        using CancellationTokenSource cancel = new();
        int sent = _platform.Count("POST message_stream");
        Task<Reply> next = session.SendStreamingAsync("again", cancellationToken: cancel.Token).GetReplyAsync();
        await _platform.ReceivedAsync("POST message_stream", sent + 1);
        await cancel.CancelAsync();
        await next.ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
