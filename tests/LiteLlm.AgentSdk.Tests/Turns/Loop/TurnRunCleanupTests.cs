using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>What a turn leaves behind, and what its exceptions say of their causes.</summary>
public sealed class TurnRunCleanupTests : IDisposable
{
    // The end of a response that the platform has not ended is waited for in the background for a second.
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly string s_before = Wire.Thread(Wire.OldClaude);

    private readonly ScriptedSession _platform = new(options =>
    {
        options.Healing.OutcomeTimeout = TimeSpan.FromSeconds(30);
        options.StreamIdleTimeout = TimeSpan.FromSeconds(60);
    });

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task A_turn_that_has_ended_leaves_no_timer()
    {
        _platform.Answer("GET messages", s_before);
        _platform.Stream("POST message_stream", Clients.Begun("hi", "He"), Clients.Ended());

        await (await _platform.OpenAsync()).SendStreamingAsync("hi").GetReplyAsync().SoonAsync();

        _platform.Time.Pending.Where(left => left > s_second).Should().BeEmpty();
    }

    [Fact]
    public async Task A_turn_that_the_caller_leaves_while_it_waits_leaves_no_timer()
    {
        using CancellationTokenSource cancel = new();
        _platform.Answer("GET messages", s_before);
        _platform.Live("POST message_stream", Clients.Begun("hi", "He"));
        await using IAsyncEnumerator<TurnUpdate> turn =
            (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator(cancel.Token);
        await turn.NextTextAsync();
        Task<bool> next = turn.MoveAsync();
        await _platform.TimerAsync(TimeSpan.FromSeconds(60));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);

        _platform.Time.Pending.Where(left => left > s_second).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Messages_of_the_Claude_Agent_SDK_are_updates_only_on_request(bool isRequested)
    {
        const string Sdk = """{"type":"harness_event","event":{"type":"claude_sdk_message","properties":{"message":{"type":"system"}}}}""";
        _platform.Answer("GET messages", s_before);
        _platform.Stream("POST message_stream", Wire.Ready, Wire.Frame(Sdk), Wire.Question("hi"), Wire.Delta("He"), Clients.Ended());
        await using IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync())
            .SendStreamingAsync("hi", new SendOptions { IncludeClaudeMessages = isRequested }).GetAsyncEnumerator();

        IReadOnlyList<TurnUpdate> updates = await turn.RestAsync();

        updates.Count(update => update.Event is ClaudeSdkMessageEvent).Should().Be(isRequested ? 1 : 0);
    }

    [Fact]
    public async Task A_call_without_a_response_in_time_is_the_cause_of_an_unknown_outcome()
    {
        _platform.Answer("GET messages", s_before);
        _platform.Hold("POST message_stream");
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        Task<Reply> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetReplyAsync();
        await _platform.PassTimeAsync(turn);

        SendOutcomeUnknownException e = await Assert.ThrowsAsync<SendOutcomeUnknownException>(() => turn);

        AgentPlatformException cause = e.InnerException.Should().BeOfType<AgentPlatformException>().Subject;
        cause.Message.Should().Be("The stream that answers the message to session s1 did not begin within StreamIdleTimeout.");
        cause.MayHaveTakenEffect.Should().BeTrue();
        _platform.Count("POST message_stream").Should().Be(1);
    }

    [Fact]
    public async Task A_cut_stays_the_cause_if_the_messages_cannot_be_read_after_it()
    {
        _platform.Answer("GET messages", s_before);
        _platform.Refuse("GET messages", HttpStatusCode.ServiceUnavailable);
        LiveBody body = _platform.Live("POST message_stream", Clients.Begun("hi", "He"));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        await using IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();
        await turn.NextTextAsync();
        body.Break();
        Task<IReadOnlyList<TurnUpdate>> rest = turn.RestAsync();
        await _platform.PassTimeAsync(rest);

        StreamInterruptedException e = await Assert.ThrowsAsync<StreamInterruptedException>(() => rest);

        e.InnerException.Should().BeOfType<StreamInterruptedException>()
            .Which.Message.Should().Contain("The cable was pulled.");
    }

    [Fact]
    public async Task A_resumed_turn_whose_messages_cannot_be_read_names_that_as_the_cause()
    {
        _platform.Refuse("GET messages", HttpStatusCode.ServiceUnavailable);
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        TurnCheckpoint checkpoint = new() { SessionId = "s1", UserMessageId = "msg_q" };
        Task<Reply> turn = _platform.Client.ResumeTurnAsync(checkpoint).GetReplyAsync();
        await _platform.PassTimeAsync(turn);

        StreamInterruptedException e = await Assert.ThrowsAsync<StreamInterruptedException>(() => turn);

        e.InnerException.Should().BeAssignableTo<AgentPlatformException>()
            .Which.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_refused_message_whose_turn_runs_is_followed_and_the_gap_is_filled()
    {
        string running = Wire.Thread(Wire.OldClaude, Wire.Asked("msg_q", "hi"), Wire.Answered("msg_1", 1, "Hel", isOver: false));
        string over = Wire.Thread(Wire.OldClaude, Wire.Asked("msg_q", "hi"), Wire.Answered("msg_1", 1, "Hello"));
        _platform.Answer("GET messages", s_before, running, running, over);
        _platform.Refuse("POST message_stream", HttpStatusCode.BadGateway, """{"error":"harness request failed"}""");
        LiveBody raw = _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        await using IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();
        await turn.NextAsync<TurnReconnecting>();
        Task<TurnHealed> healed = turn.NextAsync<TurnHealed>();
        await _platform.TimerAsync(TimeSpan.FromSeconds(2));
        _platform.Time.Advance(TimeSpan.FromSeconds(2));

        await healed;
        raw.Write(Wire.Frame(Clients.Completed), Wire.Idle);

        (await turn.NextAsync<TurnCompleted>()).Reply.Text.Should().Be("Hello");
    }

    [Fact]
    public async Task The_two_seconds_of_an_unanswered_message_begin_when_it_is_first_seen_so()
    {
        string unanswered = Wire.Thread(Wire.OldOpenCode, Wire.Prompt("u1", "hi"));
        _platform.Answer("GET messages", Wire.Thread(Wire.OldOpenCode), unanswered);
        LiveBody body = _platform.Live("POST message_stream", Wire.Ready, Wire.Prompted("u1", "hi"));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        await using IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();
        await turn.NextAsync<TurnStarted>();
        _platform.Time.Advance(TimeSpan.FromSeconds(10));
        body.Break();
        await turn.NextAsync<TurnHealed>();
        long seen = _platform.Time.GetTimestamp();
        Task<bool> next = turn.MoveAsync();
        await _platform.PassTimeAsync(next);

        await Assert.ThrowsAsync<TurnFailedException>(() => next);

        _platform.Time.GetElapsedTime(seen).Should().BeCloseTo(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task Growth_that_only_the_messages_show_is_a_sign_of_life()
    {
        string Running(string text) =>
            Wire.Thread(Wire.OldOpenCode, Wire.Prompt("u1", "hi"), Wire.Answer("a1", "u1", text, null));
        _platform.Answer("GET messages", Wire.Thread(Wire.OldOpenCode), Running("t"), Running("te"), Running("te"));
        LiveBody body = _platform.Live(
            "POST message_stream", Wire.Prompted("u1", "hi"), Wire.Updated(Wire.AnswerInfo("a1", "u1", null)),
            Wire.Part("a1", """{"id":"a1_p","type":"text","text":"t","time":{"start":1} }"""));
        _platform.Live("GET stream", Wire.Frame(Wire.Heartbeat));
        await using IAsyncEnumerator<TurnUpdate> turn = (await _platform.OpenAsync()).SendStreamingAsync("hi").GetAsyncEnumerator();
        await turn.NextTextAsync();
        body.Break();
        await turn.NextAsync<TurnHealed>();
        long cut = _platform.Time.GetTimestamp();
        Task<IReadOnlyList<TurnUpdate>> rest = turn.RestAsync();
        await _platform.PassTimeAsync(rest);

        StreamInterruptedException e = await Assert.ThrowsAsync<StreamInterruptedException>(() => rest);

        e.Message.Should().Contain("nothing has been seen of the turn for 60 s");
        e.PartialReply!.Text.Should().Be("te");
        _platform.Time.GetElapsedTime(cut).Should().BeCloseTo(TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(1));
    }
}
