using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>What is known before a message is sent, and what a message that was not sent leaves behind.</summary>
public sealed class TurnBeginTests : IDisposable
{
    private readonly ScriptedSession _platform = new();

    public void Dispose() => _platform.Dispose();

    /// <summary>The mark makes the search exact. The agent, which says that the harness keeps it, is read only if it is needed.</summary>
    [Fact]
    public async Task Without_the_messages_before_the_send_the_mark_finds_the_turn_of_an_opencode_session()
    {
        string marked = """{"id":"u1_p","type":"text","text":"hi","metadata":{"litellm_sdk_send":"m1"}}""";
        string theirs = """{"id":"u0_p","type":"text","text":"hi","metadata":{"litellm_sdk_send":"m0"}}""";
        _platform.Answer("GET agents/a1", Clients.Agent);
        _platform.Refuse("GET messages", HttpStatusCode.ServiceUnavailable);
        _platform.Refuse("GET messages", HttpStatusCode.ServiceUnavailable);
        _platform.Answer("GET messages", Wire.Thread(
            [Wire.Message(Wire.PromptInfo("u0"), theirs), Wire.Answer("a0", "u0", "theirs")],
            Wire.Message(Wire.PromptInfo("u1"), marked), Wire.Answer("a1", "u1", "mine")));
        _platform.Refuse("POST message", HttpStatusCode.GatewayTimeout, "<html>");
        _platform.Refuse("GET stream", HttpStatusCode.ServiceUnavailable, "<html>");
        Session session = await _platform.OpenAsync();

        Reply reply = await session.SendAsync(new SendOptions { Text = "hi", Mark = "m1" }).SoonAsync();

        reply.Text.Should().Be("mine");
        _platform.Received.Should().Equal(
            "GET", "GET messages", "GET messages", "GET agents/a1", "POST message", "GET stream", "GET messages");
    }

    /// <summary>The platform shows a turn after up to two seconds. A message that did not wait so long must not spoil the wait.</summary>
    [Fact]
    public async Task A_message_that_is_canceled_while_it_waits_leaves_the_wait_for_a_left_turn_to_the_next_one()
    {
        _platform.Answer("GET messages", Wire.Thread(Wire.OldClaude));
        _platform.Hold("POST message");
        _platform.Answer("POST message", Clients.Reply);
        Session session = await _platform.OpenAsync();
        await LeaveAsync(session, () => _platform.ReceivedAsync("POST message", 1));
        int reads = _platform.Count("GET messages");
        await LeaveAsync(session, () => _platform.ReceivedAsync("GET messages", reads + 1));

        Task<Reply> next = session.SendAsync("third").SoonAsync();
        await _platform.LetShowAsync(() => _platform.Count("POST message").Should().Be(1, "the left turn may not show yet"));

        (await next).Text.Should().Be("hi");
    }

    /// <summary>The replay of an inline harness runs in the background, whichever object restarted the session.</summary>
    [Fact]
    public async Task A_message_that_is_canceled_while_it_waits_leaves_the_wait_for_a_replay_to_the_next_one_of_any_object()
    {
        _platform.Answer("GET messages", Wire.Thread(Wire.OldClaude));
        _platform.Answer("POST message", Clients.Reply);
        _platform.Answer("POST restart", Clients.ReadySession);
        await (await _platform.OpenAsync()).RestartAsync();
        Session session = await _platform.OpenAsync();
        await LeaveAsync(session, () => _platform.ReceivedAsync("GET messages", 1));

        long began = _platform.Time.GetTimestamp();
        Task<Reply> next = session.SendAsync("third").SoonAsync();
        await _platform.PassTimeAsync(next);

        (await next).Text.Should().Be("hi");
        _platform.Time.GetElapsedTime(began).Should().BeGreaterThan(TimeSpan.FromSeconds(1.8), "the replay may show until then");
        (await session.SendAsync("fourth").SoonAsync()).Text.Should().Be("hi", "there is no replay");
    }

    /// <summary>
    /// Without a replay, the platform returns the old messages until the next message shows. That they are gone then says nothing.
    /// </summary>
    [Fact]
    public async Task After_a_restart_without_a_replay_a_lost_answer_is_found()
    {
        _platform.Answer("GET messages", [.. Enumerable.Repeat(Wire.Thread(Wire.OldOpenCode), 50)]);
        _platform.Answer("POST restart", Clients.ReadySession);
        _platform.Refuse("POST message", HttpStatusCode.GatewayTimeout, "<html>");
        _platform.Refuse("GET stream", HttpStatusCode.ServiceUnavailable, "<html>");
        Session session = await _platform.OpenAsync();
        await session.RestartAsync();
        Task<Reply> turn = session.SendAsync("before").SoonAsync();
        await _platform.PassTimeAsync(_platform.ReceivedAsync("POST message", 1));

        _platform.AnswerNow("GET messages", Wire.Thread([], Wire.Prompt("u1", "before"), Wire.Answer("a1", "u1", "mine")));
        await _platform.PassTimeAsync(turn);

        (await turn).Text.Should().Be("mine");
        (await turn).DuplicatedByPlatform.Should().BeFalse();
    }

    private static async Task LeaveAsync(Session session, Func<Task> until)
    {
        using CancellationTokenSource cancel = new();
        Task<Reply> turn = session.SendAsync("left", cancellationToken: cancel.Token).SoonAsync();
        await until();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => turn);
    }

    [Fact]
    public async Task With_the_messages_before_the_send_the_agent_is_not_read_for_a_mark()
    {
        _platform.Answer("GET messages", Wire.Thread(Wire.OldOpenCode));
        _platform.Answer("POST message", Clients.Reply);

        await (await _platform.OpenAsync()).SendAsync(new SendOptions { Text = "hi", Mark = "m1" }).SoonAsync();

        _platform.Received.Should().Equal("GET", "GET messages", "POST message");
    }
}
