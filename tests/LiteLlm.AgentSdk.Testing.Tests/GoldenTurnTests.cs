using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

/// <summary>
/// Plays the turns of the recordings again. Every frame must have the same members, in the same order, with the same texts.
/// </summary>
public sealed class GoldenTurnTests
{
    private const string Claude = "sessions-claude-agent-sdk/";
    private const string OpenCode = "sessions-opencode-brain-inline/";

    [Theory]
    [InlineData("message_stream.text", "streamed hello", "claude-haiku-4-5")]
    [InlineData("message_stream.TOOL", "TOOL", "claude-haiku-4-5")]
    [InlineData("message_stream.THINK", "THINK again", "claude-sonnet-4-6")]
    [InlineData("message_stream.FAIL-529", "FAIL 529", "claude-haiku-4-5")]
    [InlineData("message_stream.FAIL-400", "FAIL 400", "claude-haiku-4-5")]
    public async Task Claude_streams_as_recorded(string name, string text, string model)
    {
        await using Caller caller = await StartAsync();
        string session = await caller.SessionAsync(agentMore: $",\"model\":\"{model}\"");
        using FrameReader stream = await caller.StreamMessageAsync(session, text);
        Compare(await stream.RestAsync(), Recording.Load(Claude + name).Frames);
    }

    [Fact]
    public async Task OpenCode_streams_as_recorded_in_the_first_turn_and_in_later_ones()
    {
        await using Caller caller = await StartAsync();
        string session = await caller.SessionAsync("opencode-brain-inline");
        using FrameReader first = await caller.StreamMessageAsync(session, "streamed hello");
        Compare(await first.RestAsync(), Recording.Load(OpenCode + "message_stream.text").Frames);
        using FrameReader second = await caller.StreamMessageAsync(session, "TOOL");
        Compare(await second.RestAsync(), Recording.Load(OpenCode + "message_stream.TOOL").Frames);
    }

    [Theory]
    [InlineData(Claude + "message.text.first", "hello")]
    [InlineData(Claude + "message.TOOL", "TOOL please")]
    [InlineData(Claude + "message.FAIL-400", "FAIL 400")]
    [InlineData(OpenCode + "message.text.first", "hello")]
    [InlineData(OpenCode + "message.TOOL", "TOOL please")]
    public async Task Blocking_replies_are_as_recorded(string name, string text)
    {
        await using Caller caller = await StartAsync();
        string session = await caller.SessionAsync(Harness(name));
        JsonElement reply = await caller.MessageAsync(session, text);
        Recording.Shape(reply).Should().Be(Recording.Shape(Recording.Load(name).ResponseJson!.Value));
    }

    [Theory]
    [InlineData(Claude + "messages.THINK", null, "THINK about it", "THINK again")]
    [InlineData(OpenCode + "messages", "You are a helpful assistant.", "hello", "hello again")]
    public async Task Threads_are_as_recorded(string name, string? prompt, params string[] texts)
    {
        await using Caller caller = await StartAsync();
        string session = await caller.SessionAsync(Harness(name), agentMore: prompt is null ? "" : $",\"prompt\":\"{prompt}\"");
        foreach (string text in texts)
        {
            await caller.MessageAsync(session, text);
        }

        JsonElement[] thread = await caller.ThreadAsync(session);
        string expected =
            string.Join("\n", Recording.Load(name).ResponseJson!.Value.EnumerateArray().Take(thread.Length).Select(Recording.Shape));
        string.Join("\n", thread.Select(Recording.Shape)).Should().Be(expected);
    }

    [Theory]
    [InlineData("get.after-initial-prompt", "")]
    [InlineData("messages.after-initial-prompt", "/messages")]
    [InlineData("log.after-initial-prompt", "/log")]
    public async Task Initial_prompts_show_as_recorded(string name, string path)
    {
        await using Caller caller = await StartAsync();
        string session = await caller.SessionAsync(
            body: """{"initial_prompt":"initial hello"}""", agentMore: ",\"prompt\":\"You are a helpful assistant.\"");
        await caller.Lap.WaitForTurnsEndedAsync(1);
        await caller.Lap.WaitForIdleAsync(session);
        JsonElement actual = await caller.JsonAsync("GET", $"{Caller.Sessions}/{session}{path}");
        Recording.Shape(actual).Should().Be(Recording.Shape(Recording.Load(Claude + name).ResponseJson!.Value));
    }

    [Fact]
    public async Task A_created_session_looks_as_recorded()
    {
        await using Caller caller =
            await Caller.StartAsync(configure: options => options.StartupPhases.Add(new("creating_sandbox", TimeSpan.FromMinutes(1))));
        string agent = await caller.AgentAsync();
        JsonElement created = await caller.JsonAsync("POST", $"{Caller.Agents}/{agent}/session", "{}");
        Recording.Shape(created).Should().Be(Recording.Shape(Recording.Load(Claude + "create.empty-object").ResponseJson!.Value));
    }

    [Fact]
    public async Task An_aborted_claude_turn_is_reported_as_recorded()
    {
        await using Caller caller = await Caller.StartAsync(Held);
        string session = await caller.SessionAsync(agentMore: ",\"prompt\":\"You are a helpful assistant.\"");
        (List<JsonElement> frames, JsonElement reply) = await AbortedAsync(caller, session);
        List<JsonElement> recorded = Recording.Load(Claude + "abort.stream").Frames;
        frames.TakeLast(3).Select(Recording.Shape).Should().Equal(recorded.TakeLast(3).Select(Recording.Shape));
        Recording.Shape(reply).Should().Be(Recording.Shape(Recording.Load(Claude + "abort.message").ResponseJson!.Value));
        (await caller.MessageAsync(session, "next")).GetProperty("parts")[0].GetProperty("text").GetString().Should().Be("echo: next");
    }

    [Fact]
    public async Task An_aborted_opencode_turn_keeps_its_text()
    {
        await using Caller caller = await Caller.StartAsync(Held);
        string session = await caller.SessionAsync("opencode");
        (List<JsonElement> frames, JsonElement reply) = await AbortedAsync(caller, session);
        List<JsonElement> recorded = Recording.Load(OpenCode + "abort.stream").Frames;
        frames.TakeLast(3).Select(Recording.Shape).Should().Equal(recorded.TakeLast(3).Select(Recording.Shape));
        JsonElement expected = Recording.Load(OpenCode + "abort.message").ResponseJson!.Value;
        Recording.Shape(reply.GetProperty("info")).Should().Be(Recording.Shape(expected.GetProperty("info")));
        reply.GetProperty("parts")[1].GetProperty("text").GetString().Should().Be("partial");
    }

    private static async Task<(List<JsonElement> Frames, JsonElement Reply)> AbortedAsync(Caller caller, string session)
    {
        using FrameReader stream = await caller.OpenAsync("GET", $"{Caller.Sessions}/{session}/stream");
        Task<JsonElement> sent = caller.MessageAsync(session, "hold");
        await stream.UntilAsync("message.part.delta");
        (await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/abort")).GetProperty("ok").GetBoolean().Should().BeTrue();
        return (await stream.RestAsync(), await sent);
    }

    private static async IAsyncEnumerable<TurnStep> Held(LocalTurn turn)
    {
        await Task.CompletedTask;
        if (turn.Text == "hold")
        {
            yield return TurnStep.Text(["partial"]);
            yield return TurnStep.Wait(new TaskCompletionSource().Task);
        }

        yield return TurnStep.Text("echo: " + turn.Text);
    }

    private static Task<Caller> StartAsync() => Caller.StartAsync(
        RecordedScript.PlayAsync, options => options.PlatformInstructions = "(platform instructions)");

    private static string Harness(string name) =>
        name.StartsWith(OpenCode, StringComparison.Ordinal) ? "opencode-brain-inline" : "claude-agent-sdk";

    private static void Compare(List<JsonElement> actual, List<JsonElement> recorded) =>
        string.Join("\n", actual.Select(Recording.Shape)).Should().Be(string.Join("\n", recorded.Select(Recording.Shape)));
}
