using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

/// <summary>How failed and aborted turns end, on each harness.</summary>
public sealed class TurnEndTests
{
    private readonly TaskCompletionSource _hold = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData("fail", "FAIL")]
    [InlineData("abort", "HELD")]
    public async Task Opencode_ends_a_failed_turn_twice(string how, string text)
    {
        var time = new ManualTime();
        await using Caller caller = await StartAsync(time);
        string session = await caller.SessionAsync("opencode-brain-inline");
        using FrameReader follow = await caller.OpenAsync("GET", $"{Caller.Sessions}/{session}/stream?follow=1");
        await follow.UntilAsync("server.connected");
        Task<JsonElement> reply = caller.MessageAsync(session, text);
        if (how == "abort")
        {
            await follow.UntilAsync("message.part.delta");
            (await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/abort")).GetProperty("ok").GetBoolean().Should().BeTrue();
        }

        await follow.UntilAsync("session.error");
        JsonElement status = (await follow.UntilAsync("session.status")).GetProperty("properties").GetProperty("status");
        status.GetProperty("type").GetString().Should().Be("idle");
        await follow.UntilAsync("session.idle");

        JsonElement[] atIdle = await caller.ThreadAsync(session);
        JsonElement unfinished = atIdle[^1].GetProperty("info");
        unfinished.GetProperty("role").GetString().Should().Be("assistant");
        unfinished.TryGetProperty("error", out _).Should().BeFalse();
        unfinished.GetProperty("time").TryGetProperty("completed", out _).Should().BeFalse();
        reply.IsCompleted.Should().BeFalse("the platform answers when the harness has completed the turn");
        if (how == "abort")
        {
            atIdle[^1].GetProperty("parts")[1].GetProperty("text").GetString().Should().BeEmpty("an open part is stored without its text");
        }

        // A stream that is opened now ends with the second end of the old turn.
        using FrameReader between = await caller.StreamMessageAsync(session, "HELD");
        await between.UntilAsync("message.part.delta");
        time.Advance(TimeSpan.FromMilliseconds(200));
        await between.UntilAsync("session.idle");
        await between.UntilAsync("done");

        JsonElement ended = (await reply).GetProperty("info");
        ended.GetProperty("error").GetProperty("name").GetString().Should().Be(how == "abort" ? "MessageAbortedError" : "APIError");
        ended.GetProperty("time").TryGetProperty("completed", out _).Should().BeTrue();
        List<string> after = await TypesAsync(follow, "session.idle");
        after.Should().ContainInOrder(how == "abort"
            ? ["message.part.updated", "message.updated", "session.status", "session.idle"]
            : ["message.updated", "session.status", "session.idle"]);
        JsonElement[] later = await caller.ThreadAsync(session);
        string? id = unfinished.GetProperty("id").GetString();
        JsonElement message = later.Single(entry => entry.GetProperty("info").GetProperty("id").GetString() == id);
        message.GetProperty("info").TryGetProperty("error", out _).Should().BeTrue();
        message.GetProperty("parts").GetArrayLength().Should().Be(how == "abort" ? 2 : 0);
        _hold.SetResult();
    }

    [Theory]
    [InlineData("fail.follow", "FAIL 400")]
    [InlineData("abort.follow", "HELD")]
    public async Task Opencode_sends_the_ends_in_the_recorded_order(string name, string text)
    {
        await using Caller caller = await StartAsync(TimeProvider.System);
        string session = await caller.SessionAsync("opencode-brain-inline");
        await caller.MessageAsync(session, "hello");
        using FrameReader follow = await caller.OpenAsync("GET", $"{Caller.Sessions}/{session}/stream?follow=1");
        await follow.UntilAsync("server.connected");
        Task<JsonElement> reply = caller.MessageAsync(session, text);
        if (name.StartsWith("abort", StringComparison.Ordinal))
        {
            await follow.UntilAsync("message.part.delta");
            await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/abort");
        }

        await reply;
        List<JsonElement> actual = await FramesAsync(follow, idles: 2);
        List<JsonElement> recorded = Recording.Load("ends-opencode-brain-inline/" + name).Frames;
        Ends(actual).Should().Equal(Ends(recorded));
    }

    [Fact]
    public async Task Claude_aborts_the_latest_turn_and_none_after_one_has_ended()
    {
        await using Caller caller = await StartAsync(TimeProvider.System);
        string session = await caller.SessionAsync();
        Task<JsonElement> first = caller.MessageAsync(session, "HELD one");
        await caller.Lap.WaitForTurnsStartedAsync(1).WaitAsync(Caller.Patience);
        Task<JsonElement> second = caller.MessageAsync(session, "HELD two");
        await caller.Lap.WaitForTurnsStartedAsync(2).WaitAsync(Caller.Patience);

        await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/abort");
        (await second).GetProperty("info").GetProperty("error").GetProperty("name").GetString().Should().Be("AbortError");
        first.IsCompleted.Should().BeFalse();
        await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/abort");
        _hold.SetResult();
        (await first).GetProperty("info").TryGetProperty("error", out _).Should().BeFalse();
    }

    /// <summary>
    /// Returns only the events of the ends, in their order: the assistant's message with its error, the status and the idle.
    /// </summary>
    private static List<string> Ends(List<JsonElement> frames)
    {
        List<string> types = [];
        foreach (JsonElement frame in frames.SkipWhile(frame => frame.GetProperty("type").GetString() != "session.error"))
        {
            string type = frame.GetProperty("type").GetString()!;
            JsonElement properties = frame.GetProperty("properties");
            if (type is "session.error" or "session.idle")
            {
                types.Add(type);
            }
            else if (type == "session.status")
            {
                types.Add(type + " " + properties.GetProperty("status").GetProperty("type").GetString());
            }
            else if (type == "message.part.updated")
            {
                types.Add(type + " " + properties.GetProperty("part").GetProperty("type").GetString());
            }
            else if (type == "message.updated" && properties.GetProperty("info").TryGetProperty("error", out _))
            {
                types.Add(type + " " + Recording.Shape(properties.GetProperty("info").GetProperty("time")));
            }

            if (types.Count(seen => seen == "session.idle") == 2)
            {
                break;
            }
        }

        return types;
    }

    private static async Task<List<JsonElement>> FramesAsync(FrameReader stream, int idles)
    {
        List<JsonElement> frames = [];
        while (idles > 0 && await stream.NextAsync() is { } frame)
        {
            frames.Add(frame);
            idles -= frame.GetProperty("type").GetString() == "session.idle" ? 1 : 0;
        }

        return frames;
    }

    private static async Task<List<string>> TypesAsync(FrameReader stream, string last)
    {
        List<string> types = [];
        while (await stream.NextAsync() is { } frame)
        {
            types.Add(frame.GetProperty("type").GetString()!);
            if (types[^1] == last)
            {
                break;
            }
        }

        return types;
    }

    private Task<Caller> StartAsync(TimeProvider time) => Caller.StartAsync(PlayAsync, options => options.TimeProvider = time);

    private async IAsyncEnumerable<TurnStep> PlayAsync(LocalTurn turn)
    {
        await Task.CompletedTask;
        if (turn.Text.StartsWith("FAIL", StringComparison.Ordinal))
        {
            yield return TurnStep.Fail("fake failure 400", status: 400);
        }
        else if (turn.Text.StartsWith("HELD", StringComparison.Ordinal))
        {
            yield return TurnStep.Text(HeldAsync());
        }
        else
        {
            yield return TurnStep.Text("echo: " + turn.Text);
        }
    }

    private async IAsyncEnumerable<string> HeldAsync()
    {
        yield return "tok0 ";
        await _hold.Task;
        yield return "tok1 ";
    }
}
