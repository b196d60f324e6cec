using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

public sealed class TurnTests
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _holds = new();

    [Fact]
    public async Task Claude_runs_two_sends_side_by_side()
    {
        await using Caller caller = await Caller.StartAsync(HeldAsync);
        string session = await caller.SessionAsync();
        Task<JsonElement> first = caller.MessageAsync(session, "one");
        await caller.Lap.WaitForTurnsStartedAsync(1).WaitAsync(Caller.Patience);
        Task<JsonElement> second = caller.MessageAsync(session, "two");
        await caller.Lap.WaitForTurnsStartedAsync(2).WaitAsync(Caller.Patience);
        Hold("two").SetResult();
        Text(await second).Should().Be("echo: two");
        first.IsCompleted.Should().BeFalse();
        (await caller.ThreadAsync(session)).Select(entry => entry.GetProperty("info").GetProperty("role").GetString())
            .Should().Equal("user", "user", "assistant");
        Hold("one").SetResult();
        Text(await first).Should().Be("echo: one");
    }

    [Fact]
    public async Task Opencode_merges_two_sends_into_one_reply()
    {
        await using Caller caller = await Caller.StartAsync(HeldAsync);
        string session = await caller.SessionAsync("opencode");
        using FrameReader stream = await caller.OpenAsync("GET", $"{Caller.Sessions}/{session}/stream");
        Task<JsonElement> first = caller.MessageAsync(session, "one");
        await caller.Lap.WaitForTurnsStartedAsync(1).WaitAsync(Caller.Patience);
        Task<JsonElement> second = caller.MessageAsync(session, "two");
        await caller.Lap.WaitForTurnsStartedAsync(2).WaitAsync(Caller.Patience);
        Hold("one").SetResult();
        Hold("two").SetResult();
        (await first).GetRawText().Should().Be((await second).GetRawText());
        (await first).GetProperty("parts")[1].GetProperty("text").GetString().Should().Be("echo: two");
        await caller.Lap.WaitForTurnsEndedAsync(2).WaitAsync(Caller.Patience);
        caller.Lap.Counters.TurnsStarted.Should().Be(2);
        (await stream.RestAsync()).Count(frame => frame.GetProperty("type").GetString() == "session.idle").Should().Be(1);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_does_not_stop_the_turn_and_the_pending_entry_has_the_users_text()
    {
        await using Caller caller = await Caller.StartAsync(HeldAsync);
        string session = await caller.SessionAsync();
        FrameReader stream = await caller.StreamMessageAsync(session, "one");
        await stream.UntilAsync("session.connected");
        stream.Dispose();
        await caller.Lap.WaitForOpenStreamsAsync(0).WaitAsync(Caller.Patience);

        JsonElement[] thread = await caller.ThreadAsync(session);
        JsonElement recorded =
            Recording.Load("sessions-claude-agent-sdk/message_stream.client-hangup.messages-at-once").ResponseJson!.Value;
        string.Join("\n", thread.Select(Recording.Shape)).Should().Be(
            string.Join("\n", recorded.EnumerateArray().Select(Recording.Shape)).Replace("LONG 40 SLOW 50", "one",
                StringComparison.Ordinal));

        Hold("one").SetResult();
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        Text((await caller.ThreadAsync(session))[1]).Should().Be("echo: one");
        (await caller.JsonAsync("GET", $"{Caller.Sessions}/{session}/log")).GetArrayLength()
            .Should().Be(3, "the timeline is built from the thread, including streamed turns");
    }

    [Fact]
    public async Task Events_are_not_replayed_and_following_continues_into_the_next_turn()
    {
        await using Caller caller = await Caller.StartAsync(HeldAsync);
        string session = await caller.SessionAsync();
        Task<JsonElement> first = caller.MessageAsync(session, "one");
        await caller.Lap.WaitForTurnsStartedAsync(1).WaitAsync(Caller.Patience);
        using FrameReader late = await caller.OpenAsync("GET", $"{Caller.Sessions}/{session}/events");
        using FrameReader follower = await caller.OpenAsync("GET", $"{Caller.Sessions}/{session}/stream?follow=1");
        await caller.Lap.WaitForOpenStreamsAsync(2).WaitAsync(Caller.Patience);
        Hold("one").SetResult();
        List<JsonElement> frames = await late.RestAsync();
        frames[^1].GetProperty("type").GetString().Should().Be("done");
        frames.Should().NotContain(frame => frame.GetRawText().Contains("user_", StringComparison.Ordinal));
        await first;
        Hold("two").SetResult();
        await caller.MessageAsync(session, "two");
        await follower.UntilAsync("session.idle");
        await follower.UntilAsync("session.idle");
    }

    [Fact]
    public async Task Deleting_ends_neither_streams_nor_turns()
    {
        await using Caller caller = await Caller.StartAsync(HeldAsync);
        string session = await caller.SessionAsync();
        using FrameReader stream = await caller.StreamMessageAsync(session, "one");
        await stream.UntilAsync("session.connected");
        await caller.JsonAsync("DELETE", $"{Caller.Sessions}/{session}");
        Hold("one").SetResult();
        await stream.UntilAsync("done");
    }

    [Fact]
    public async Task Opencode_sends_heartbeats_every_ten_seconds_and_streams_end_after_ten_minutes()
    {
        var time = new ManualTime();
        await using Caller caller = await Caller.StartAsync(configure: options => options.TimeProvider = time);
        string session = await caller.SessionAsync("opencode-brain-inline");
        using FrameReader stream = await caller.OpenAsync("GET", $"{Caller.Sessions}/{session}/events");
        await stream.UntilAsync("server.connected");
        await time.WhenTimersAsync(2).WaitAsync(Caller.Patience);
        time.Advance(TimeSpan.FromSeconds(10));
        await stream.UntilAsync("server.heartbeat");
        time.Advance(TimeSpan.FromMinutes(10));
        (await stream.UntilAsync("error")).GetRawText().Should().Be("""{"type":"error","message":"stream timeout"}""");
        (await stream.NextAsync()).Should().BeNull();
    }

    [Fact]
    public async Task Scripts_can_do_everything_that_agents_do()
    {
        var time = new ManualTime();
        await using Caller caller = await Caller.StartAsync(
            _ => Steps(
                TurnStep.Event("todo.updated", """{"todos":[]}"""),
                TurnStep.Delay(TimeSpan.FromHours(1)),
                TurnStep.ToolFailure("Read", """{"b":1,"a":2.50}""", "no such file"),
                TurnStep.Text("😀😀😀😀😀\u2028end")),
            options => options.TimeProvider = time);
        string session = await caller.SessionAsync();
        using FrameReader stream = await caller.StreamMessageAsync(session, "x");
        JsonElement custom = (await stream.UntilAsync("todo.updated")).GetProperty("event").GetProperty("properties");
        custom.GetProperty("sessionID").GetString().Should().StartWith("ses_");
        await time.WhenTimersAsync(3).WaitAsync(Caller.Patience);
        time.Advance(TimeSpan.FromHours(1));
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        (_, string thread, _) = await caller.SendAsync("GET", $"{Caller.Sessions}/{session}/messages");
        thread.Should().Contain("""{"input":{"b":1,"a":2.50},"status":"error","error":"no such file"}""").And.Contain("\u2028end");
    }

    [Fact]
    public async Task The_script_gets_the_users_own_text()
    {
        LocalTurn? seen = null;
        await using Caller caller = await Caller.StartAsync(turn =>
        {
            seen = turn;
            return Steps(TurnStep.Text("ok"));
        });
        string session = await caller.SessionAsync();
        const string body = """{"parts":[{"type":"text","text":"a"},{"type":"text","text":"b"},{"type":"image","source":{}}]}""";
        await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/message", body);
        seen!.Text.Should().Be("a\nb");
        seen.ImageCount.Should().Be(1);
        seen.TurnNumber.Should().Be(1);
        JsonElement user = (await caller.ThreadAsync(session))[0];
        user.GetProperty("parts")[1].GetRawText().Should().Be("""{"type":"image_count","count":1}""");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("")]
    public async Task Messages_without_content_are_internal_errors(string body)
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync();
        (await caller.SendAsync("POST", $"{Caller.Sessions}/{session}/message", body)).Body.Should().Be("""{"error":"internal error"}""");
        (await caller.SendAsync("POST", $"{Caller.Sessions}/{session}/message_stream",
            body)).Status.Should().Be(HttpStatusCode.InternalServerError);
        caller.Lap.Counters.TurnsStarted.Should().Be(0);
    }

    private static string? Text(JsonElement message) => message.GetProperty("parts")[0].GetProperty("text").GetString();

    private static async IAsyncEnumerable<TurnStep> Steps(params TurnStep[] steps)
    {
        await Task.CompletedTask;
        foreach (TurnStep step in steps)
        {
            yield return step;
        }
    }

    private TaskCompletionSource Hold(string text) => _holds.GetOrAdd(text, _ => new TaskCompletionSource());

    private async IAsyncEnumerable<TurnStep> HeldAsync(LocalTurn turn)
    {
        await Task.CompletedTask;
        yield return TurnStep.Wait(Hold(turn.Text).Task);
        yield return TurnStep.Text("echo: " + turn.Text);
    }
}
