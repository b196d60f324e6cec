using System.Net;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

/// <summary>Turns through <c>/message</c> that last longer than the platform waits for the sandbox.</summary>
public sealed class ResendTests
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(54)];
    private readonly ManualTime _time = new();
    private readonly List<TaskCompletionSource> _holds = [.. Enumerable.Range(0, 20).Select(_ => new TaskCompletionSource())];
    private int _turns;

    [Fact]
    public async Task An_inline_harness_gets_three_attempts_and_the_caller_a_502_after_sixteen_minutes()
    {
        await using Caller caller = await StartAsync();
        string session = await caller.SessionAsync("claude-code-brain-inline", agentMore: ",\"projects\":[{\"id\":\"p\",\"name\":\"n\"}]");
        DateTimeOffset begin = _time.GetUtcNow();
        Task<(HttpStatusCode Status, string Body)> sent = SendAsync(caller, session);
        await PlayAttemptsAsync(caller, before: 0);
        (await sent).Should().Be((HttpStatusCode.BadGateway, """{"error":"harness request failed"}"""));
        (_time.GetUtcNow() - begin).Should().Be(TimeSpan.FromMinutes(16));
        caller.Lap.Counters.TurnsStarted.Should().Be(3);
        caller.Lap.GetStatus(session).Should().Be("ready");

        _holds[0].SetResult();
        await caller.Lap.WaitForTurnsEndedAsync(1).WaitAsync(Caller.Patience);
        JsonElement[] thread = await caller.ThreadAsync(session);
        thread.Should().HaveCount(4, "the first run's whole reply stands in the thread from its end on");
        thread[3].GetProperty("parts")[0].GetProperty("text").GetString().Should().Be("done");
        caller.Lap.Counters.TurnsStarted.Should().Be(3);
    }

    [Fact]
    public async Task Another_harness_gets_nine_attempts_and_a_rebuilt_thread_in_48_minutes()
    {
        _holds[0].SetResult();
        await using Caller caller = await StartAsync();
        string session = await caller.SessionAsync();
        string? harness = (await caller.GetAsync(session)).GetProperty("harness_session_id").GetString();
        await caller.MessageAsync(session, "before");
        DateTimeOffset begin = _time.GetUtcNow();
        Task<(HttpStatusCode Status, string Body)> sent = SendAsync(caller, session);
        await PlayAttemptsAsync(caller, before: 1);
        await PlayAttemptsAsync(caller, before: 5);
        await PlayAttemptsAsync(caller, before: 9);
        (await sent).Status.Should().Be(HttpStatusCode.BadGateway);
        (_time.GetUtcNow() - begin).Should().Be(TimeSpan.FromMinutes(48));
        caller.Lap.Counters.TurnsStarted.Should().Be(1 + 9 + 2, "each of the two rebuilt threads begins with a replay");
        JsonElement after = await caller.GetAsync(session);
        after.GetProperty("harness_session_id").GetString().Should().NotBe(harness);
        (await caller.ThreadAsync(session))[0].GetRawText().Should().Contain("<previous_session_history>");
    }

    [Fact]
    public async Task Opencode_runs_the_copy_after_the_first_and_an_abort_ends_both_the_copy_and_the_series()
    {
        await using Caller caller = await StartAsync();
        string session = await caller.SessionAsync("opencode-brain-inline");
        Task<JsonElement> reply = caller.MessageAsync(session, "x");
        await caller.Lap.WaitForTurnsStartedAsync(1).WaitAsync(Caller.Patience);
        await _time.WhenTimersAsync(1).WaitAsync(Caller.Patience);
        _time.Advance(TimeSpan.FromMinutes(5));
        await _time.WhenTimersAsync(1).WaitAsync(Caller.Patience);
        _time.Advance(Pauses[0]);
        await caller.Lap.WaitForTurnsStartedAsync(2).WaitAsync(Caller.Patience);
        using FrameReader follow = await caller.OpenAsync("GET", $"{Caller.Sessions}/{session}/stream?follow=1");
        await follow.UntilAsync("server.connected");
        _holds[0].SetResult();
        await follow.UntilAsync("session.diff");
        while (Volatile.Read(ref _turns) < 2)
        {
            await follow.NextAsync();
        }

        JsonElement[] running = await caller.ThreadAsync(session);
        running.Where(entry => entry.GetProperty("info").TryGetProperty("finish", out _))
            .Should().ContainSingle("the first run's reply is whole");
        reply.IsCompleted.Should().BeFalse();
        await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/abort");
        await _time.WhenTimersAsync(1).WaitAsync(Caller.Patience);
        _time.Advance(TimeSpan.FromMilliseconds(200));
        JsonElement info = (await reply).GetProperty("info");
        info.GetProperty("error").GetProperty("name").GetString().Should().Be("MessageAbortedError");
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        _time.Advance(TimeSpan.FromMinutes(20));
        caller.Lap.Counters.TurnsStarted.Should().Be(2);
    }

    [Fact]
    public async Task Nothing_is_sent_again_when_the_option_is_off()
    {
        await using Caller caller = await StartAsync(options => options.ResendAfter = null);
        string session = await caller.SessionAsync("opencode-brain-inline");
        Task<JsonElement> reply = caller.MessageAsync(session, "x");
        await caller.Lap.WaitForTurnsStartedAsync(1).WaitAsync(Caller.Patience);
        _time.Advance(TimeSpan.FromHours(1));
        _holds[0].SetResult();
        (await reply).GetProperty("info").TryGetProperty("error", out _).Should().BeFalse();
        caller.Lap.Counters.TurnsStarted.Should().Be(1);
    }

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(Caller caller, string session)
    {
        var answer = await caller.SendAsync("POST", $"{Caller.Sessions}/{session}/message", """{"text":"x"}""");
        return (answer.Status, answer.Body);
    }

    /// <summary>Waits for three attempts, each longer than the platform waits.</summary>
    private async Task PlayAttemptsAsync(Caller caller, int before)
    {
        for (int i = 0; i < Pauses.Length; i++)
        {
            await caller.Lap.WaitForTurnsStartedAsync(before + i + 1).WaitAsync(Caller.Patience);
            await _time.WhenTimersAsync(1).WaitAsync(Caller.Patience);
            _time.Advance(TimeSpan.FromMinutes(5));
            await _time.WhenTimersAsync(1).WaitAsync(Caller.Patience);
            _time.Advance(Pauses[i]);
        }
    }

    private Task<Caller> StartAsync(Action<LocalAgentPlatformOptions>? configure = null) => Caller.StartAsync(
        PlayAsync,
        options =>
        {
            options.TimeProvider = _time;
            options.IdleTimeout = null;
            configure?.Invoke(options);
        });

    private async IAsyncEnumerable<TurnStep> PlayAsync(LocalTurn turn)
    {
        int index = Interlocked.Increment(ref _turns) - 1;
        if (!turn.IsReplay)
        {
            yield return TurnStep.Wait(_holds[index].Task);
        }

        yield return TurnStep.Text("done");
    }
}
