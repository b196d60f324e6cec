using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

/// <summary>What a restart replays and when, and what the thread and the timeline show meanwhile.</summary>
public sealed class RestartTests
{
    private const string Recorded = "streamed-history-opencode-brain-inline/";

    [Fact]
    public async Task An_inline_harness_answers_at_once_and_replays_in_the_background()
    {
        var time = new ManualTime();
        await using Caller caller = await Caller.StartAsync(PlayAsync, options => options.TimeProvider = time);
        string session = await caller.SessionAsync("opencode-brain-inline");
        using (FrameReader stream = await caller.StreamMessageAsync(session, "TOOL please"))
        {
            await stream.RestAsync();
        }

        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        Compare(await LogAsync(caller, session), "log.after-stream");
        JsonElement restarted = await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/restart");
        restarted.GetProperty("status").GetString().Should().Be("ready");
        restarted.GetProperty("response").ValueKind.Should().Be(JsonValueKind.Null);
        restarted.GetProperty("title_preview").GetString().Should().Be("TOOL please");
        Compare(await caller.JsonAsync("GET", $"{Caller.Sessions}/{session}/messages"), "messages.right-after-restart");
        caller.Lap.Counters.TurnsStarted.Should().Be(1);

        // The delay of the replay, and the limit of the wait for it.
        await time.WhenTimersAsync(2).WaitAsync(Caller.Patience);
        time.Advance(TimeSpan.FromMilliseconds(50));
        await caller.Lap.WaitForTurnsStartedAsync(2).WaitAsync(Caller.Patience);
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        JsonElement[] thread = await caller.ThreadAsync(session);
        thread.Should().HaveCount(2);
        string history = thread[0].GetProperty("parts")[0].GetProperty("text").GetString()!;
        history.Should().StartWith("<previous_session_history>\n<msgs>\n[\n  {\n    \"info\": {\n      \"id\": \"msg_")
            .And.Contain("tool said: hi");
        Compare(await LogAsync(caller, session), "log.after-restart");
        (await caller.GetAsync(session)).GetProperty("response").ValueKind.Should().Be(JsonValueKind.Null);

        await caller.MessageAsync(session, "and now?");
        Compare(await LogAsync(caller, session), "log.after-restart-and-message", exceptDetail: 3);
    }

    [Fact]
    public async Task A_message_right_after_a_restart_collides_with_the_replay()
    {
        var hold = new TaskCompletionSource();
        await using Caller caller = await Caller.StartAsync(turn => turn.IsReplay ? HeldAsync(hold.Task, "replayed") : PlayAsync(turn));
        string session = await caller.SessionAsync("opencode-brain-inline");
        await caller.MessageAsync(session, "one");
        await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/restart");
        await caller.Lap.WaitForTurnsStartedAsync(2).WaitAsync(Caller.Patience);
        Task<JsonElement> reply = caller.MessageAsync(session, "two");
        await caller.Lap.WaitForTurnsStartedAsync(3).WaitAsync(Caller.Patience);
        hold.SetResult();
        await reply;
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        JsonElement[] thread = [.. (await caller.ThreadAsync(session)).OrderBy(Id, StringComparer.Ordinal)];
        JsonElement later = Recording.Load("restart-collision-opencode-brain-inline/messages-later").ResponseJson!.Value;
        JsonElement[] recorded = [.. later.EnumerateArray()];
        Parents([.. thread]).Should().BeEquivalentTo(Parents([.. recorded.OrderBy(Id, StringComparer.Ordinal)]));
        (await reply).GetProperty("info").GetProperty("parentID").GetString().Should().Be(
            Id(thread.Last(entry => entry.GetProperty("info").GetProperty("role").GetString() == "user")));
    }

    [Fact]
    public async Task Claude_runs_a_message_beside_the_replay_of_an_inline_harness()
    {
        var hold = new TaskCompletionSource();
        await using Caller caller = await Caller.StartAsync(turn => turn.IsReplay ? HeldAsync(hold.Task, "replayed") : PlayAsync(turn));
        string session = await caller.SessionAsync("claude-code-brain-inline", agentMore: ",\"projects\":[{\"id\":\"p\",\"name\":\"n\"}]");
        await caller.MessageAsync(session, "one");
        await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/restart");
        await caller.Lap.WaitForTurnsStartedAsync(2).WaitAsync(Caller.Patience);
        (await caller.MessageAsync(session, "two")).GetProperty("parts")[0].GetProperty("text").GetString().Should().Be("echo: two");
        hold.SetResult();
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
    }

    [Fact]
    public async Task A_replay_that_has_not_begun_after_two_seconds_is_dropped()
    {
        var time = new ManualTime();
        await using Caller caller = await Caller.StartAsync(
            PlayAsync,
            options =>
            {
                options.TimeProvider = time;
                options.ReplayDelay = TimeSpan.FromSeconds(3);
            });
        string session = await caller.SessionAsync("opencode-brain-inline");
        await caller.MessageAsync(session, "one");
        await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/restart");
        await time.WhenTimersAsync(2).WaitAsync(Caller.Patience);
        (await caller.ThreadAsync(session)).Should().HaveCount(2, "the stored thread is served");
        time.Advance(TimeSpan.FromSeconds(2));
        (await caller.ThreadAsync(session)).Should().BeEmpty();
        time.Advance(TimeSpan.FromSeconds(1));
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        caller.Lap.Counters.TurnsStarted.Should().Be(1);
    }

    [Theory]
    [InlineData("claude-agent-sdk", false, true)]
    [InlineData("claude-agent-sdk", true, false)]
    [InlineData("opencode", true, false)]
    [InlineData("opencode-brain-inline", true, true)]
    public async Task Streamed_turns_are_replayed_if_the_platform_stores_them(string harness, bool hasMessage, bool replayed)
    {
        await using Caller caller = await Caller.StartAsync(PlayAsync);
        string session = await caller.SessionAsync(harness);
        if (hasMessage)
        {
            await caller.MessageAsync(session, "by message");
        }

        using (FrameReader stream = await caller.StreamMessageAsync(session, "streamed"))
        {
            await stream.RestAsync();
        }

        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        (await LogAsync(caller, session)).GetRawText().Should().Contain("echo: streamed");
        int turns = caller.Lap.Counters.TurnsStarted;
        await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/restart");
        await caller.Lap.WaitForTurnsStartedAsync(turns + 1).WaitAsync(Caller.Patience);
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        string history = (await caller.ThreadAsync(session))[0].GetProperty("parts")[0].GetProperty("text").GetString()!;
        history.Contains("echo: streamed", StringComparison.Ordinal).Should().Be(replayed);
        history.Contains("echo: by message", StringComparison.Ordinal).Should().Be(hasMessage);
    }

    [Fact]
    public async Task The_timeline_says_restored_once_after_any_number_of_restarts()
    {
        await using Caller caller = await Caller.StartAsync(PlayAsync);
        string session = await caller.SessionAsync();
        await caller.MessageAsync(session, "one");
        await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/restart");
        await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/restart");
        (await LogAsync(caller, session)).EnumerateArray().Select(entry => entry.GetProperty("kind").GetString())
            .Should().Equal("created", "recovered", "response");
    }

    private static void Compare(JsonElement actual, string name, int exceptDetail = -1)
    {
        string[] expected = [.. Recording.Load(Recorded + name).ResponseJson!.Value.EnumerateArray().Select(Recording.Shape)];
        string[] shapes = [.. actual.EnumerateArray().Select(Recording.Shape)];
        if (exceptDetail >= 0)
        {
            // The text that the platform adds in front differs between installations.
            (expected[exceptDetail], shapes[exceptDetail]) = (WithoutDetail(expected[exceptDetail]), WithoutDetail(shapes[exceptDetail]));
        }

        string.Join("\n", shapes.Select(WithoutDuration)).Should().Be(string.Join("\n", expected.Select(WithoutDuration)));
    }

    private static string WithoutDetail(string shape) => shape[..shape.IndexOf(",detail:", StringComparison.Ordinal)];

    private static string WithoutDuration(string shape) =>
        shape.Contains(" · ", StringComparison.Ordinal) && shape.Contains("meta:", StringComparison.Ordinal)
        ? shape[..shape.IndexOf("meta:", StringComparison.Ordinal)]
        : shape;

    private static IEnumerable<string> Parents(JsonElement[] thread)
    {
        string[] ids = [.. thread.Select(Id)];
        return thread.Select(entry => entry.GetProperty("info").TryGetProperty("parentID", out JsonElement parent)
            ? "answer to " + Array.IndexOf(ids, parent.GetString())
            : "question");
    }

    private static string Id(JsonElement entry) => entry.GetProperty("info").GetProperty("id").GetString()!;

    private static Task<JsonElement> LogAsync(Caller caller, string session) => caller.JsonAsync("GET", $"{Caller.Sessions}/{session}/log");

    private static async IAsyncEnumerable<TurnStep> PlayAsync(LocalTurn turn)
    {
        if (turn.IsReplay)
        {
            yield return TurnStep.Text("echo: (history replay)");
            yield break;
        }

        await foreach (TurnStep step in RecordedScript.PlayAsync(turn))
        {
            yield return step;
        }
    }

    private static async IAsyncEnumerable<TurnStep> HeldAsync(Task hold, string text)
    {
        await hold;
        yield return TurnStep.Text(text);
    }
}
