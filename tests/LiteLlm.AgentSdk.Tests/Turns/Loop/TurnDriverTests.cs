using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>How the enumeration of a turn ends: it completes, fails, is cancelled, takes too long, or its caller leaves.</summary>
public sealed class TurnDriverTests : IDisposable
{
    private static readonly SendOptions s_unhindered = new() { WaitForRunningTurn = false };

    private readonly ScriptedSession _platform = new(options => options.StreamIdleTimeout = Timeout.InfiniteTimeSpan);

    public TurnDriverTests() => _platform.Answer("GET messages", Wire.Thread(Wire.OldOpenCode));

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task An_enumeration_that_still_waits_cannot_be_disposed()
    {
        LiveBody body = Stream(Clients.Begun("hi", "text"));
        IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();
        await turn.NextTextAsync();
        Task<TurnCompleted> next = turn.NextAsync<TurnCompleted>();

        NotSupportedException e = await Assert.ThrowsAsync<NotSupportedException>(() => turn.DisposeAsync().AsTask());

        e.Message.Should().Be("The enumeration still waits for its next update.");
        body.Write(Clients.Ended());
        (await next).Reply.Text.Should().Be("text");
        await turn.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancellation_has_the_token_that_was_cancelled(bool isFirst)
    {
        using CancellationTokenSource first = new();
        using CancellationTokenSource second = new();
        Stream(Clients.Begun("hi", "text"));
        await using IAsyncEnumerator<TurnUpdate> turn =
            (await _platform.OpenAsync()).SendStreamingAsync("hi", null, first.Token).GetAsyncEnumerator(second.Token);
        await turn.NextTextAsync();
        Task<bool> next = turn.MoveAsync();

        await (isFirst ? first : second).CancelAsync();

        (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next)).CancellationToken
            .Should().Be((isFirst ? first : second).Token);
        (await turn.MoveAsync()).Should().BeFalse();
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_turn_that_has_not_begun_is_cancelled_by_either_token(bool isFirst, bool hasOther)
    {
        using CancellationTokenSource cancelled = new();
        using CancellationTokenSource other = new();
        CancellationToken another = hasOther ? other.Token : default;
        using ScriptedSession platform = new();
        platform.Hold("GET messages");
        await using IAsyncEnumerator<TurnUpdate> turn = (await platform.OpenAsync())
            .SendStreamingAsync("hi", null, isFirst ? cancelled.Token : another)
            .GetAsyncEnumerator(isFirst ? another : cancelled.Token);
        Task<bool> next = turn.MoveAsync();
        await platform.ReceivedAsync("GET messages", 1);

        await cancelled.CancelAsync();

        (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next)).CancellationToken.Should().Be(cancelled.Token);
        platform.Count("POST message_stream").Should().Be(0);
    }

    [Theory]
    [InlineData(null, 60)]
    [InlineData(5, 5)]
    public async Task A_turn_that_takes_too_long_was_delivered_and_the_limit_of_the_send_wins(int? minutes, int expected)
    {
        Stream(Clients.Begun("hi", "text"));
        SendOptions options = new() { TurnTimeout = minutes is { } limit ? TimeSpan.FromMinutes(limit) : null };
        await using IAsyncEnumerator<TurnUpdate> turn =
            (await _platform.OpenAsync()).SendStreamingAsync("hi", options).GetAsyncEnumerator();
        await turn.NextTextAsync();
        Task<bool> next = turn.MoveAsync();
        _platform.Time.Advance(TimeSpan.FromMinutes(expected) - TimeSpan.FromTicks(1));
        next.IsCompleted.Should().BeFalse();

        _platform.Time.Advance(TimeSpan.FromTicks(1));

        AgentPlatformTimeoutException e = await Assert.ThrowsAsync<AgentPlatformTimeoutException>(() => next);
        e.Limit.Should().Be("TurnTimeout");
        e.Delivery.Should().Be(Delivery.Delivered);
        e.MayHaveTakenEffect.Should().BeTrue();
        e.PartialReply!.Text.Should().Be("text");
        e.Message.Should().Contain(TimeSpan.FromMinutes(expected).ToString())
            .And.Contain($"Its end was not seen, and nothing has been seen of the turn for {TimeSpan.FromMinutes(expected)}.");
        e.LastSeenAt.Should().Be(_platform.Time.GetUtcNow() - TimeSpan.FromMinutes(expected));
    }

    [Fact]
    public async Task A_turn_without_a_response_in_time_may_not_have_been_delivered()
    {
        _platform.Hold("POST message_stream");
        await using IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();
        Task<bool> next = turn.MoveAsync();

        _platform.Time.Advance(TimeSpan.FromMinutes(60));

        AgentPlatformTimeoutException e = await Assert.ThrowsAsync<AgentPlatformTimeoutException>(() => next);
        e.Limit.Should().Be("TurnTimeout");
        e.Delivery.Should().Be(Delivery.Unknown);
        e.MayHaveTakenEffect.Should().BeTrue();
        e.LastSeenAt.Should().BeNull("the turn was not seen");
    }

    /// <summary>Between two attempts nothing is on its way, so the message is neither looked for nor waited for.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_never_left_within_the_time_limit_was_not_delivered(bool streams)
    {
        using ScriptedSession platform = new(options =>
        {
            options.Retry.BaseDelay = TimeSpan.FromSeconds(10);
            options.StreamIdleTimeout = TimeSpan.FromSeconds(5);
        });
        platform.Answer("GET messages", Wire.Thread(Wire.OldClaude));
        platform.Answer("POST message", Clients.Reply);
        Session session = await platform.OpenAsync();
        await session.SendAsync("first").SoonAsync();
        SendOptions options = new() { Text = "hi", ResendWhenNotDelivered = true, TurnTimeout = TimeSpan.FromSeconds(6) };
        TaskCompletionSource<HttpResponseMessage> thread = platform.Hold("GET messages");
        Task<Reply> turn = (streams ? session.SendStreamingAsync(options).GetReplyAsync() : session.SendAsync(options)).SoonAsync();
        await platform.ReceivedAsync("GET messages", 2);
        platform.Unreachable = int.MaxValue;
        thread.SetResult(FakePlatform.Json(Wire.Thread(Wire.OldClaude)));
        await platform.TimerAsync(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(12));

        platform.Time.Advance(TimeSpan.FromSeconds(5));
        turn.IsCompleted.Should().BeFalse();
        platform.Time.Advance(TimeSpan.FromSeconds(1));

        AgentPlatformTimeoutException e = await Assert.ThrowsAsync<AgentPlatformTimeoutException>(() => turn);
        e.Limit.Should().Be("TurnTimeout");
        e.Delivery.Should().Be(Delivery.NotSent);
        e.MayHaveTakenEffect.Should().BeFalse();
        e.Message.Should().Contain("Sending it again is safe.");
        platform.Unreachable = 0;
        (await session.SendAsync("next").SoonAsync()).Text.Should().Be("hi", "no turn was left behind");
    }

    [Fact]
    public async Task A_failed_turn_completes_and_then_throws_once()
    {
        Stream(FailedTurn(isWritten: true));
        await using IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();

        TurnCompleted completed = await turn.NextAsync<TurnCompleted>();
        TurnFailedException e = await Assert.ThrowsAsync<TurnFailedException>(() => turn.MoveAsync());

        completed.Reply.Error!.Name.Should().Be("Broke");
        e.Reply.Should().BeSameAs(completed.Reply);
        (await turn.MoveAsync()).Should().BeFalse();
        (await turn.MoveAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task A_failed_turn_only_completes_if_the_caller_wants_no_exception()
    {
        Stream(FailedTurn(isWritten: true));
        await using IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync())
            .SendStreamingAsync("hi", new SendOptions { ThrowOnFailure = false }).GetAsyncEnumerator();

        (await turn.NextAsync<TurnCompleted>()).Reply.IsError.Should().BeTrue();

        (await turn.MoveAsync()).Should().BeFalse();
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_turn_that_the_caller_leaves_is_unfinished_and_aborted_only_if_that_is_wanted(bool aborts, int aborted)
    {
        Stream(Clients.Begun("hi", "text"));
        Stream(Clients.Begun("again", "more"), Clients.Ended());
        Session session = await _platform.OpenAsync();
        await using (IAsyncEnumerator<TurnUpdate> turn =
            session.SendStreamingAsync("hi", new SendOptions { AbortWhenAbandoned = aborts }).GetAsyncEnumerator())
        {
            await turn.NextTextAsync();
        }

        _platform.Count("POST abort").Should().Be(aborted);
        Task<Reply> next = session.SendStreamingAsync("again", s_unhindered).GetReplyAsync();
        await _platform.LetShowAsync(() => _platform.Count("POST message_stream").Should().Be(1, "the turn may take time to show"));
        (await next.SoonAsync()).Text.Should().Be("more");
    }

    [Fact]
    public async Task A_finished_turn_is_not_aborted_and_the_session_is_free_without_disposing()
    {
        Stream(Clients.Begun("hi", "text"), Clients.Ended());
        Stream(Clients.Begun("again", "more"), Clients.Ended());
        Session session = await _platform.OpenAsync();
        IAsyncEnumerator<TurnUpdate> turn =
            session.SendStreamingAsync("hi", new SendOptions { AbortWhenAbandoned = true }).GetAsyncEnumerator();
        await turn.NextAsync<TurnCompleted>();

        Reply next = await session.SendStreamingAsync("again").GetReplyAsync().SoonAsync();

        next.Text.Should().Be("more");
        await turn.DisposeAsync();
        _platform.Count("POST abort").Should().Be(0);
    }

    [Fact]
    public async Task The_session_is_free_after_a_cancellation_without_disposing()
    {
        using CancellationTokenSource cancel = new();
        Stream(Clients.Begun("hi", "text"));
        Stream(Clients.Begun("again", "more"), Clients.Ended());
        Session session = await _platform.OpenAsync();
        IAsyncEnumerator<TurnUpdate> turn = session.SendStreamingAsync("hi", null, cancel.Token).GetAsyncEnumerator();
        await turn.NextTextAsync();
        Task<bool> waiting = turn.MoveAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        Task<Reply> next = session.SendStreamingAsync("again", s_unhindered).GetReplyAsync();
        await _platform.LetShowAsync(() => _platform.Count("POST message_stream").Should().Be(1));

        (await next.SoonAsync()).Text.Should().Be("more");
        await turn.DisposeAsync();
    }

    [Fact]
    public async Task After_a_failure_that_is_still_being_written_the_next_message_waits_for_the_last_word()
    {
        string question = Wire.Prompt("u1", "hi");
        using ScriptedSession platform = new();
        platform.Answer(
            "GET messages",
            Wire.Thread(Wire.OldOpenCode),
            Wire.Thread(Wire.OldOpenCode, question, Wire.Answer("a1", "u1", "text", null)),
            Wire.Thread(Wire.OldOpenCode, question, Wire.Message(Wire.AnswerInfo("a1", "u1", null, "Broke"), Wire.Text("a1", "text"))));
        platform.Live("POST message_stream", FailedTurn(isWritten: false));
        platform.Live("POST message_stream", Clients.Begun("again", "more"), Clients.Ended());
        Session session = await platform.OpenAsync();
        SendOptions options = new() { ThrowOnFailure = false, AbortWhenAbandoned = true };
        Reply failed = await session.SendStreamingAsync("hi", options).GetReplyAsync().SoonAsync();
        failed.Error!.Name.Should().Be("Broke");
        platform.Count("POST abort").Should().Be(0, "the turn is ending by itself");

        Task<Reply> next = session.SendStreamingAsync("again", s_unhindered).GetReplyAsync();
        await platform.TimerAsync(TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(120));
        platform.Count("POST message_stream").Should().Be(1);
        platform.AdvanceToNextTimer();

        (await next.SoonAsync()).Text.Should().Be("more");
        platform.Count("GET messages").Should().Be(3);
    }

    [Fact]
    public async Task After_a_failure_with_its_last_word_the_next_message_goes_at_once()
    {
        using ScriptedSession platform = new();
        platform.Answer(
            "GET messages",
            Wire.Thread(Wire.OldOpenCode),
            Wire.Thread(Wire.OldOpenCode, Wire.Prompt("u1", "hi"), Wire.Answer("a1", "u1", "text", null)));
        platform.Live("POST message_stream", FailedTurn(isWritten: true));
        platform.Live("POST message_stream", Clients.Begun("again", "more"), Clients.Ended());
        Session session = await platform.OpenAsync();
        await session.SendStreamingAsync("hi", new SendOptions { ThrowOnFailure = false }).GetReplyAsync().SoonAsync();

        Reply next = await session.SendStreamingAsync("again", s_unhindered).GetReplyAsync().SoonAsync();

        next.Text.Should().Be("more");
    }

    [Fact]
    public async Task A_resumed_turn_that_the_caller_leaves_is_unfinished()
    {
        _platform.Live("GET stream", Wire.Ready);
        Stream(Clients.Begun("again", "more"), Clients.Ended());
        TurnCheckpoint checkpoint = new() { SessionId = "s1", UserMessageId = "msg_q" };
        await using (IAsyncEnumerator<TurnUpdate> turn = _platform.Client.ResumeTurnAsync(checkpoint).GetAsyncEnumerator())
        {
            await turn.NextAsync<TurnReconnecting>();
        }

        Task<Reply> next = (await _platform.OpenAsync()).SendStreamingAsync("again", s_unhindered).GetReplyAsync();
        await _platform.LetShowAsync(() => _platform.Count("POST message_stream").Should().Be(0));

        (await next.SoonAsync()).Text.Should().Be("more");
    }

    [Fact]
    public async Task The_turn_has_an_id_and_a_checkpoint_from_its_message_on()
    {
        Stream(Clients.Begun("hi", "text"), Clients.Ended());
        TurnStream stream = (await _platform.OpenAsync()).SendStreamingAsync("hi");
        stream.CreateCheckpoint().Should().BeNull();
        await using IAsyncEnumerator<TurnUpdate> turn = stream.GetAsyncEnumerator();
        stream.CreateCheckpoint().Should().BeNull();
        stream.UserMessageId.Should().BeNull();

        await turn.NextTextAsync();

        stream.UserMessageId.Should().Be("msg_q");
        stream.CreateCheckpoint().Should().BeEquivalentTo(new { SessionId = "s1", UserMessageId = "msg_q" });
        stream.CreateCheckpoint()!.Parts.Should().ContainSingle().Which.Length.Should().Be(4);
    }

    // An opencode turn that fails. Its message may have been completed before that.
    private static string FailedTurn(bool isWritten) =>
        Wire.Prompted("u1", "hi") + Wire.Updated(Wire.AnswerInfo("a1", "u1", null)) + Wire.Part("a1", Wire.Text("a1", "text"))
        + (isWritten ? Wire.Updated(Wire.AnswerInfo("a1", "u1", null, "Broke")) : Wire.SessionError("Broke")) + Wire.Idle;

    private LiveBody Stream(params string[] frames) => _platform.Live("POST message_stream", frames);
}
