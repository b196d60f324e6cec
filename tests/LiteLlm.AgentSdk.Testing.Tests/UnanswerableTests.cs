using System.Net;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing.Tests;

/// <summary>Messages that can never be answered.</summary>
public sealed class UnanswerableTests
{
    private const string Folder = "unanswerable-opencode-brain-inline/";
    private static readonly TaskCompletionSource Never = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_model_on_opencode_ends_once_as_recorded(bool byFault)
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync("opencode-brain-inline", agentMore: byFault ? "" : ",\"model\":\"unknown/model\"");
        Order(caller, byFault);
        using FrameReader follow = await caller.OpenAsync("GET", $"{Caller.Sessions}/{session}/stream?follow=1");
        await follow.UntilAsync("server.connected");
        var answer = await caller.SendAsync("POST", $"{Caller.Sessions}/{session}/message", """{"text":"hello"}""");
        answer.Status.Should().Be(HttpStatusCode.BadGateway);
        answer.Body.Should().Be("""{"error":"harness request failed"}""");
        List<string> types = [];
        while (types.Count == 0 || types[^1] != "session.idle")
        {
            types.Add((await follow.NextAsync())!.Value.GetProperty("type").GetString()!);
        }

        List<JsonElement> recorded = Recording.Load(Folder + "unknown-model.follow").Frames;
        types.Should().Equal(recorded.Skip(2).Select(frame => frame.GetProperty("type").GetString()));
        JsonElement[] thread = await caller.ThreadAsync(session);
        thread.Should().ContainSingle();
        thread[0].GetProperty("info").TryGetProperty("summary", out _).Should().BeFalse();
        caller.Lap.GetStatus(session).Should().Be("ready");

        Order(caller, byFault);
        using FrameReader stream = await caller.StreamMessageAsync(session, "again");
        List<JsonElement> frames = await stream.RestAsync();
        frames[^1].GetRawText().Should().Be("""{"type":"done"}""");
        frames.Count(frame => frame.GetRawText().Contains("\"session.idle\"", StringComparison.Ordinal)).Should().Be(1);
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);

        static void Order(Caller caller, bool byFault)
        {
            if (byFault)
            {
                caller.Lap.Faults.Add(Fault.ModelMissing().On("POST"));
            }
        }
    }

    [Fact]
    public async Task An_unknown_model_elsewhere_is_a_turn_that_fails()
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync(agentMore: ",\"model\":\"unknown/model\"");
        JsonElement reply = await caller.MessageAsync(session, "hello");
        JsonElement error = reply.GetProperty("info").GetProperty("error");
        error.GetProperty("data").GetProperty("message").GetString().Should().Contain("(unknown/model)");
    }

    [Theory]
    [InlineData("opencode-brain-inline", false)]
    [InlineData("opencode", true)]
    [InlineData("claude-agent-sdk", true)]
    public async Task A_refused_message_leaves_no_trace(string harness, bool byFault)
    {
        await using Caller caller = await Caller.StartAsync();
        string session = await caller.SessionAsync(harness);
        const string image = """{"text":"see","attachments":[{"mime_type":"image/png","base64":"eA=="}]}""";
        string body = byFault ? """{"text":"see"}""" : image;
        if (byFault)
        {
            caller.Lap.Faults.Add(Fault.MessageRefused().Times(2));
        }

        var answer = await caller.SendAsync("POST", $"{Caller.Sessions}/{session}/message", body);
        answer.Status.Should().Be(HttpStatusCode.BadGateway);
        answer.Body.Should().Be("""{"error":"harness request failed"}""");
        (await caller.SendAsync("POST", $"{Caller.Sessions}/{session}/message_stream", body)).Body.Should().Be(
            "data: {\"type\":\"ready\"}\n\ndata: {\"type\":\"error\",\"message\":\"prompt_async failed\"}\n\n");
        (await caller.ThreadAsync(session)).Should().BeEmpty();
        caller.Lap.Counters.TurnsStarted.Should().Be(0);
    }

    [Fact]
    public async Task Opencode_accepts_an_image_as_a_file()
    {
        LocalTurn? seen = null;
        await using Caller caller = await Caller.StartAsync(turn =>
        {
            seen = turn;
            return TextAsync();
        });
        string session = await caller.SessionAsync("opencode");
        const string file = """{"type":"file","mime":"image/png","filename":"a.png","url":"data:image/png;base64,eA=="}""";
        await caller.JsonAsync("POST", $"{Caller.Sessions}/{session}/message", $$"""{"parts":[{"type":"text","text":"see"},{{file}}]}""");
        JsonElement part = (await caller.ThreadAsync(session))[0].GetProperty("parts").EnumerateArray().Last();
        part.GetProperty("type").GetString().Should().Be("file");
        part.GetProperty("mime").GetString().Should().Be("image/png");
        part.GetProperty("url").GetString().Should().Be("data:image/png;base64,eA==");
        seen!.ImageCount.Should().Be(1);
        seen.Text.Should().Be("see");
    }

    [Fact]
    public async Task Opencode_keeps_an_unfinished_message_of_a_process_that_died()
    {
        await using Caller caller = await Caller.StartAsync(_ => HeldAsync());
        string session = await caller.SessionAsync("opencode");
        string? harness = (await caller.GetAsync(session)).GetProperty("harness_session_id").GetString();
        using FrameReader stream = await caller.StreamMessageAsync(session, "hello");
        await stream.UntilAsync("message.part.delta");
        caller.Lap.KillHarnessProcess(session);
        (await stream.RestAsync())[^1].GetRawText().Should().Be("""{"type":"error","message":"event stream interrupted"}""");
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        JsonElement[] thread = await caller.ThreadAsync(session);
        thread.Should().HaveCount(2);
        thread[1].GetProperty("info").GetProperty("time").TryGetProperty("completed", out _).Should().BeFalse();
        JsonElement after = await caller.GetAsync(session);
        after.GetProperty("status").GetString().Should().Be("ready");
        after.GetProperty("harness_session_id").GetString().Should().Be(harness);
        caller.Lap.Counters.TurnsEnded.Should().Be(1);
    }

    [Fact]
    public async Task Claude_forgets_a_turn_of_a_process_that_died()
    {
        await using Caller caller = await Caller.StartAsync(turn => turn.Text == "lost" ? HeldAsync() : TextAsync());
        string session = await caller.SessionAsync();
        await caller.MessageAsync(session, "hello");
        caller.Lap.Faults.Add(Fault.HarnessProcessLost(6));
        using FrameReader stream = await caller.StreamMessageAsync(session, "lost");
        (await stream.RestAsync())[^1].GetRawText().Should().Be("""{"type":"error","message":"event stream interrupted"}""");
        await caller.Lap.WaitForIdleAsync(session).WaitAsync(Caller.Patience);
        caller.Lap.GetStatus(session).Should().Be("ready");
        (await caller.ThreadAsync(session)).Should().HaveCount(2, "the platform serves the thread that it stored before the turn");
        (await caller.SendAsync("POST", $"{Caller.Sessions}/{session}/abort")).Status.Should().Be(HttpStatusCode.InternalServerError);
        (await caller.SendAsync("POST", $"{Caller.Sessions}/{session}/message_stream", """{"text":"x"}""")).Body.Should().EndWith(
            "data: {\"type\":\"error\",\"message\":\"prompt_async failed\"}\n\n");
        caller.Lap.GetStatus(session).Should().Be("dead");
        (await caller.MessageAsync(session, "hello")).GetProperty("parts")[0].GetProperty("text").GetString().Should().Be("ok");
    }

    private static async IAsyncEnumerable<TurnStep> TextAsync()
    {
        await Task.CompletedTask;
        yield return TurnStep.Text("ok");
    }

    private static async IAsyncEnumerable<TurnStep> HeldAsync()
    {
        yield return TurnStep.Text("held");
        await Never.Task;
    }
}
