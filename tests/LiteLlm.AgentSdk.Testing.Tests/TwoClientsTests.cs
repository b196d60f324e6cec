using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

/// <summary>Two clients that send to one session at the same time.</summary>
public sealed class TwoClientsTests
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Claude_runs_both_and_the_first_idle_ends_both_streams()
    {
        await using Caller caller = await Caller.StartAsync(PlayAsync);
        string session = await caller.SessionAsync();
        using FrameReader a = await caller.StreamMessageAsync(session, "A");
        await a.UntilAsync("session.connected");
        using FrameReader b = await caller.StreamMessageAsync(session, "B");
        await caller.Lap.WaitForTurnsStartedAsync(2).WaitAsync(Caller.Patience);
        _second.SetResult();
        List<JsonElement> ofA = await a.RestAsync();
        List<JsonElement> ofB = await b.RestAsync();
        ofA[^1].GetRawText().Should().Be("""{"type":"done"}""");
        ofB[^1].GetRawText().Should().Be("""{"type":"done"}""");
        JsonElement[] thread = await caller.ThreadAsync(session);
        Roles(thread).Should().Equal("user", "user", "assistant", "pending");
        Created(thread[2]).Should().Be(Created(thread[1]), "the answer that is there belongs to B");
        ofA.Should().Contain(
            frame => frame.GetRawText().Contains("\"delta\":\"answer B\"", StringComparison.Ordinal), "each stream carries both turns");
        _first.SetResult();
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        Roles(await caller.ThreadAsync(session)).Should().Equal("user", "user", "assistant", "assistant");
    }

    [Fact]
    public async Task Opencode_answers_both_together_if_both_arrive_before_the_model_is_asked()
    {
        var time = new ManualTime();
        await using Caller caller = await Caller.StartAsync(
            PlayAsync,
            options =>
            {
                options.TimeProvider = time;
                options.ModelLatency = TimeSpan.FromMilliseconds(30);
            });
        string session = await caller.SessionAsync("opencode-brain-inline");
        using FrameReader follow = await caller.OpenAsync("GET", $"{Caller.Sessions}/{session}/stream?follow=1");
        Task<JsonElement> a = caller.MessageAsync(session, "A");
        await follow.UntilAsync("message.part.updated");
        Task<JsonElement> b = caller.MessageAsync(session, "B");

        // The later message is in the thread, and the model was not asked yet. Only then is the earlier message counted.
        await caller.Lap.WaitForTurnsStartedAsync(1).WaitAsync(Caller.Patience);
        _first.SetResult();
        await time.WhenTimersAsync(5).WaitAsync(Caller.Patience);
        time.Advance(TimeSpan.FromMilliseconds(30));

        (await a).GetRawText().Should().Be((await b).GetRawText());
        JsonElement[] thread = await caller.ThreadAsync(session);
        Roles(thread).Should().Equal("user", "user", "assistant");
        Parent(thread[2]).Should().Be(Id(thread[1]), "the earlier message never gets an answer of its own");
        time.Advance(TimeSpan.FromSeconds(10));
        (await IdlesAsync(follow, last: "server.heartbeat")).Should().Be(1);
    }

    [Fact]
    public async Task Opencode_answers_the_later_message_after_a_finished_step()
    {
        await using Caller caller = await Caller.StartAsync(PlayAsync);
        string session = await caller.SessionAsync("opencode-brain-inline");
        using FrameReader a = await caller.StreamMessageAsync(session, "A");
        await caller.Lap.WaitForTurnsStartedAsync(1).WaitAsync(Caller.Patience);
        using FrameReader b = await caller.StreamMessageAsync(session, "B");
        using FrameReader follow = await caller.OpenAsync("GET", $"{Caller.Sessions}/{session}/stream?follow=1");
        await caller.Lap.WaitForTurnsStartedAsync(2).WaitAsync(Caller.Patience);
        _first.SetResult();
        _second.SetResult();
        (await a.RestAsync())[^1].GetRawText().Should().Be("""{"type":"done"}""");
        (await b.RestAsync())[^1].GetRawText().Should().Be("""{"type":"done"}""");
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        JsonElement[] thread = await caller.ThreadAsync(session);
        JsonElement recorded = Recording.Load("two-clients-opencode-brain-inline/messages").ResponseJson!.Value;
        Shape(thread).Should().Equal(Shape([.. recorded.EnumerateArray().Skip(2)]));
        (await IdlesAsync(follow)).Should().Be(1);
    }

    [Fact]
    public async Task Opencode_continues_under_the_later_messages_id_after_a_tool_call()
    {
        await using Caller caller = await Caller.StartAsync(PlayAsync);
        string session = await caller.SessionAsync("opencode-brain-inline");
        Task<JsonElement> a = caller.MessageAsync(session, "TOOL");
        await caller.Lap.WaitForTurnsStartedAsync(1).WaitAsync(Caller.Patience);
        Task<JsonElement> b = caller.MessageAsync(session, "B");
        await caller.Lap.WaitForTurnsStartedAsync(2).WaitAsync(Caller.Patience);
        _first.SetResult();
        (await a).GetRawText().Should().Be((await b).GetRawText());
        (await a).GetProperty("parts")[1].GetProperty("text").GetString().Should().Be("tool said: hi");
        JsonElement[] thread = [.. (await caller.ThreadAsync(session)).OrderBy(Id, StringComparer.Ordinal)];
        JsonElement[] users = [.. thread.Where(entry => Role(entry) == "user")];
        JsonElement[] answers = [.. thread.Where(entry => Role(entry) == "assistant")];
        answers.Select(Parent).Should().Equal(Id(users[0]), Id(users[1]));
        answers.Select(answer => answer.GetProperty("info").GetProperty("finish").GetString()).Should().Equal("tool-calls", "stop");
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        caller.Lap.Counters.TurnsEnded.Should().Be(2);
    }

    /// <summary>
    /// Counts the idle events up to a frame after the last: by default, the summary that follows a run with several messages.
    /// </summary>
    private static async Task<int> IdlesAsync(FrameReader follow, string last = "message.updated")
    {
        await follow.UntilAsync("session.idle");
        int idles = 1;
        while (await follow.NextAsync() is { } frame)
        {
            string? type = frame.GetProperty("type").GetString();
            idles += type == "session.idle" ? 1 : 0;
            if (type == last)
            {
                return idles;
            }
        }

        return idles;
    }

    /// <summary>Returns the owner of each entry, in the order of the ids.</summary>
    private static IEnumerable<string> Shape(JsonElement[] thread)
    {
        string[] ids = [.. thread.Select(Id).Order(StringComparer.Ordinal)];
        return thread.OrderBy(Id, StringComparer.Ordinal).Select(entry => Role(entry) == "user"
            ? "user " + Array.IndexOf(ids, Id(entry))
            : $"assistant of {Array.IndexOf(ids, Parent(entry))} {entry.GetProperty("info").GetProperty("finish").GetString()}").Order();
    }

    private static IEnumerable<string> Roles(JsonElement[] thread) =>
        thread.Select(entry => Id(entry).StartsWith("pending-", StringComparison.Ordinal) ? "pending" : Role(entry));

    private static string Role(JsonElement entry) => entry.GetProperty("info").GetProperty("role").GetString()!;

    private static string Id(JsonElement entry) => entry.GetProperty("info").GetProperty("id").GetString()!;

    private static string? Parent(JsonElement entry) => entry.GetProperty("info").GetProperty("parentID").GetString();

    private static long Created(JsonElement entry) => entry.GetProperty("info").GetProperty("time").GetProperty("created").GetInt64();

    private async IAsyncEnumerable<TurnStep> PlayAsync(LocalTurn turn)
    {
        if (turn.Text == "TOOL")
        {
            yield return TurnStep.Tool("bash", """{"command":"echo hi"}""", "hi", _first.Task);
            yield return TurnStep.Text("tool said: hi");
            yield break;
        }

        await (turn.Text == "B" ? _second : _first).Task;
        yield return TurnStep.Text(["answer ", "answer " + turn.Text.ReplaceLineEndings("+")]);
    }
}
