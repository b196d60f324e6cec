using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>A blocking turn that lasts so long that the platform sends its message again.</summary>
public sealed class TurnRunLongAnswerTests : IDisposable
{
    private static readonly TimeSpan s_resend = TimeSpan.FromSeconds(300);

    private readonly ScriptedSession _platform = new();

    public void Dispose() => _platform.Dispose();

    [Fact]
    public async Task After_five_minutes_the_thread_has_the_reply_and_the_copies_are_aborted()
    {
        Threads(Wire.Prompt("u1", "hello"), Wire.Answer("a1", "u1", "mine"));
        Session session = await _platform.OpenAsync();

        Reply reply = await SendUntilResendAsync(session);

        reply.Text.Should().Be("mine");
        reply.DuplicatedByPlatform.Should().BeFalse();
        _platform.Received.Should().Equal("GET", "GET messages", "POST message", "GET messages", "POST abort");

        _platform.Answer("POST message", Clients.Reply, Clients.Reply);
        (await session.SendAsync("again", Unhindered).SoonAsync()).Text.Should().Be("hi", "nothing of the turn runs any more");
    }

    [Fact]
    public async Task Before_five_minutes_the_thread_is_left_alone_and_then_it_is_read_every_five_seconds()
    {
        _platform.Answer(
            "GET messages",
            Wire.Thread(Wire.OldOpenCode),
            Wire.Thread(Wire.OldOpenCode, Wire.Prompt("u1", "hello"), Wire.Answer("a1", "u1", "mi", null)),
            Wire.Thread(Wire.OldOpenCode, Wire.Prompt("u1", "hello"), Wire.Answer("a1", "u1", "mine")));
        Hold();
        Session session = await _platform.OpenAsync();
        Task<Reply> turn = session.SendAsync("hello");
        await _platform.TimerAsync(s_resend);

        _platform.Time.Advance(s_resend - TimeSpan.FromTicks(1));
        _platform.Count("GET messages").Should().Be(1);
        _platform.Time.Advance(TimeSpan.FromTicks(1));
        await _platform.TimerAsync(TimeSpan.FromSeconds(5));
        _platform.Count("GET messages").Should().Be(2);
        _platform.Time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        _platform.Count("GET messages").Should().Be(2);
        _platform.Time.Advance(TimeSpan.FromTicks(1));

        (await turn.SoonAsync()).Text.Should().Be("mine");
        _platform.Count("GET messages").Should().Be(3);
        _platform.Count("POST abort").Should().Be(1);
    }

    [Fact]
    public async Task While_another_message_waits_nothing_is_aborted()
    {
        Threads(Wire.Prompt("u1", "hello"), Wire.Answer("a1", "u1", "mine"), Wire.Prompt("u2", "theirs"));

        Reply reply = await SendUntilResendAsync(await _platform.OpenAsync());

        reply.Text.Should().Be("mine");
        _platform.Count("POST abort").Should().Be(0);
    }

    [Fact]
    public async Task A_turn_of_the_Claude_harness_is_not_aborted()
    {
        _platform.Answer(
            "GET messages",
            Wire.Thread(Wire.OldClaude),
            Wire.Thread(Wire.OldClaude, Wire.Asked("u1", "hello"), Wire.Answered("a1", 1, "mine")));

        Reply reply = await SendUntilResendAsync(await _platform.OpenAsync());

        reply.Text.Should().Be("mine");
        _platform.Count("POST abort").Should().Be(0);
    }

    [Fact]
    public async Task A_failed_abort_is_logged_and_the_next_message_waits_for_the_copies()
    {
        using ScriptedSession platform = new();
        platform.Answer(
            "GET messages",
            Wire.Thread(Wire.OldOpenCode),
            Wire.Thread(Wire.OldOpenCode, Wire.Prompt("u1", "hello"), Wire.Answer("a1", "u1", "mine")));
        platform.Hold("POST message");
        platform.Answer("POST message", Clients.Reply);
        platform.Refuse("POST abort", HttpStatusCode.InternalServerError);
        Session session = await platform.OpenAsync();
        Task<Reply> turn = session.SendAsync("hello");
        await platform.TimerAsync(s_resend);
        platform.Time.Advance(s_resend);

        (await turn.SoonAsync()).Text.Should().Be("mine");
        platform.Logs.Logs.Should().ContainSingle(log => log.Id.Id == 9)
            .Which.Message.Should().StartWith("Session s1: the turn could not be aborted: ");

        Task<Reply> next = session.SendAsync("again", Unhindered);
        await platform.LetShowAsync(() => platform.Count("POST message").Should().Be(1, "the copies may still run"));

        (await next.SoonAsync()).Text.Should().Be("hi");
        platform.Count("POST message").Should().Be(2);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task An_answer_after_five_minutes_is_compared_with_the_thread(bool isCopied, bool isDuplicated)
    {
        string[] after = isCopied ? [Wire.Asked("u1", "hello", 100), Wire.Asked("u2", "hello", 300_100)] : [Wire.Asked("u1", "hello", 100)];
        _platform.Answer("GET messages", Wire.Thread(Wire.OldClaude), Wire.Thread(Wire.OldClaude, after));

        Reply reply = await AnswerAfterAsync(TimeSpan.FromSeconds(298));

        reply.Text.Should().Be("hi");
        reply.DuplicatedByPlatform.Should().Be(isDuplicated);
        _platform.Count("GET messages").Should().Be(2);
    }

    [Fact]
    public async Task An_answer_before_five_minutes_is_not_compared_with_the_thread()
    {
        _platform.Answer("GET messages", Wire.Thread(Wire.OldClaude));

        Reply reply = await AnswerAfterAsync(TimeSpan.FromSeconds(298) - TimeSpan.FromTicks(1));

        reply.Text.Should().Be("hi");
        _platform.Count("GET messages").Should().Be(1);
    }

    private static SendOptions Unhindered => new() { WaitForRunningTurn = false };

    private async Task<Reply> AnswerAfterAsync(TimeSpan time)
    {
        TaskCompletionSource<HttpResponseMessage> held = Hold();
        Session session = await _platform.OpenAsync();
        Task<Reply> turn = session.SendAsync("hello");
        await _platform.TimerAsync(s_resend);
        _platform.Time.Advance(time);
        held.SetResult(FakePlatform.Json(Clients.Reply));
        return await turn.SoonAsync();
    }

    private async Task<Reply> SendUntilResendAsync(Session session)
    {
        Hold();
        Task<Reply> turn = session.SendAsync("hello");
        await _platform.TimerAsync(s_resend);
        _platform.Time.Advance(s_resend);
        return await turn.SoonAsync();
    }

    private TaskCompletionSource<HttpResponseMessage> Hold() => _platform.Hold("POST message");

    private void Threads(params string[] after) =>
        _platform.Answer("GET messages", Wire.Thread(Wire.OldOpenCode), Wire.Thread(Wire.OldOpenCode, after));
}
