using System.Diagnostics;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Cli.Tests.Sessions;

public sealed class SendTests
{
    [Fact]
    public async Task The_reply_is_on_stdout_and_the_session_on_stderr()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("Reviewer");
        Result result = (await lap.RunAsync("send", "reviewer", "Grüße, 漢")).Succeeds();
        result.Out.Should().Be("echo: Grüße, 漢\n");
        Session session = (await lap.Client.Sessions.ListAsync().ToListAsync()).Should().ContainSingle().Subject;
        result.Error.Should().Contain(session.Id);
        (await lap.RunAsync("send", "reviewer", "again", "--quiet")).Succeeds().Error.Should().BeEmpty();
        lap.Platform.Counters.TurnsStarted.Should().Be(2);
    }

    [Fact]
    public async Task A_session_is_continued_by_its_id_and_by_its_address()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.CreateSessionAsync();
        (await lap.RunAsync("send", session.Id, "one")).Succeeds().Line.Should().Be("echo: one");
        (await lap.RunAsync("send", $"{lap.Address}/ui/sessions/{session.Id}?tab=chat", "two")).Succeeds().Line.Should().Be("echo: two");
        (await lap.Client.Sessions.ListAsync().ToListAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task A_dash_reads_the_message_from_standard_input()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.CreateSessionAsync();
        (await lap.RunWithInputAsync("one\n\ntwo \n", "send", session.Id, "-")).Succeeds().Out.Should().Be("echo: one\n\ntwo \n");
        (await lap.RunWithInputAsync(" \n", "send", session.Id, "-")).Fails(2, "The message is empty");
        lap.Platform.Counters.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task A_failed_turn_ends_with_exit_code_5_and_prints_no_reply()
    {
        await using Lap lap = await Lap.StartAsync(options => options.Script = Fails);
        await lap.CreateAgentAsync("Reviewer");
        (await lap.RunAsync("send", "reviewer", "hello")).Fails(5,
            "failed (SDKError): Claude Code returned an error result: the model is overloaded");
        Result json = await lap.RunAsync("send", "reviewer", "hello", "--json");
        json.ExitCode.Should().Be(5);
        json.Json.GetProperty("is_error").GetBoolean().Should().BeTrue();
        json.Json.GetProperty("error").GetProperty("name").GetString().Should().Be("SDKError");
        Result streamed = await lap.RunAsync("send", "reviewer", "hello", "--stream");
        streamed.ExitCode.Should().Be(5);

        static async IAsyncEnumerable<TurnStep> Fails(LocalTurn turn)
        {
            await Task.CompletedTask;
            yield return TurnStep.Fail("the model is overloaded");
        }
    }

    [Fact]
    public async Task JSON_output_has_the_platforms_reply_and_its_cost()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.CreateSessionAsync();
        JsonElement reply = (await lap.RunAsync("send", session.Id, "hello", "--json")).Succeeds().Json;
        reply.EnumerateObject().Select(member => member.Name).Should().Equal(
            "session_id", "agent_id", "is_error", "text", "message_ids", "is_partial", "duplicated_by_platform", "input_tokens",
            "output_tokens", "cost", "error", "raw");
        reply.GetProperty("session_id").GetString().Should().Be(session.Id);
        reply.GetProperty("text").GetString().Should().Be("echo: hello");
        reply.GetProperty("raw").GetProperty("parts")[0].GetProperty("text").GetString().Should().Be("echo: hello");
        reply.GetProperty("cost").GetDecimal().Should().Be(reply.GetProperty("raw").GetProperty("info").GetProperty("cost").GetDecimal());
    }

    [Fact]
    public async Task Streaming_prints_text_as_it_arrives_and_json_an_event_per_line()
    {
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Lap lap = await Lap.StartAsync(options => options.Script = Script);
        Session session = await lap.CreateSessionAsync();
        using (Process process = lap.Start("send", session.Id, "hello", "--stream", "--quiet"))
        {
            process.StandardInput.Close();
            char[] first = new char[5];
            await process.StandardOutput.ReadBlockAsync(first).AsTask().WaitAsync(Lap.Patience);
            new string(first).Should().Be("first");
            go.SetResult();
            (await process.StandardOutput.ReadToEndAsync().WaitAsync(Lap.Patience)).Should().Be("\nsecond\n", "each part begins a line");
            await process.WaitForExitAsync().WaitAsync(Lap.Patience);
            process.ExitCode.Should().Be(0);
        }

        IReadOnlyList<JsonElement> lines = (await lap.RunAsync("send", session.Id, "hello", "--stream", "--json")).Succeeds().JsonLines;
        lines.Select(line => line.GetProperty("type").GetString()).Should().StartWith("ready").And.EndWith("reply");
        lines.Where(line => line.GetProperty("type").GetString() == "harness_event").Select(line =>
            line.GetProperty("event").GetProperty("type").GetString())
            .Should().Contain("message.part.delta").And.EndWith("session.idle");
        lines[^1].GetProperty("text").GetString().Should().Contain("first").And.Contain("second");

        async IAsyncEnumerable<TurnStep> Script(LocalTurn turn)
        {
            yield return TurnStep.Text("first");
            await go.Task;
            yield return TurnStep.Tool("Bash", """{"command":"ls"}""", "a.txt");
            yield return TurnStep.Text("second");
        }
    }

    [Fact]
    public async Task A_session_for_one_message_takes_variables_and_ends_with_it()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("Reviewer");
        (await lap.RunAsync("send", "reviewer", "hello", "--rm", "--title", "Once", "--env", "TOKEN=canary-value")).Succeeds();
        Session session = (await lap.Client.Sessions.ListAsync().ToListAsync()).Should().ContainSingle().Subject;
        session.Status.Should().Be(SessionStatus.Dead);
        string body =
            lap.Platform.ReceivedRequests.Single(request => request.Method == "POST"
            && request.Path.EndsWith("/session", StringComparison.Ordinal)).Body;
        body.Should().Contain("\"TOKEN\":\"canary-value\"").And.Contain("\"title\":\"Once\"");
    }

    [Fact]
    public async Task A_session_that_does_not_start_ends_with_exit_code_5()
    {
        await using Lap lap = await Lap.StartAsync(options => options.StartupFailure = "no node has room");
        await lap.CreateAgentAsync("Reviewer");
        (await lap.RunAsync("send", "reviewer", "hello")).Fails(5, "no node has room");
    }

    [Fact]
    public async Task Ctrl_c_ends_with_exit_code_130_and_reports_the_live_session()
    {
        await using Lap lap = await Lap.StartAsync(options => options.Script = Hangs);
        Session session = await lap.CreateSessionAsync();
        using Process process = lap.Start("send", session.Id, "hello");
        process.StandardInput.Close();
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(Lap.Patience);
        Lap.Interrupt(process);
        await process.WaitForExitAsync().WaitAsync(Lap.Patience);
        process.ExitCode.Should().Be(130);
        (await process.StandardError.ReadToEndAsync()).Should().Be(
            $"The session stays open. Continue or end it:\n  lap --resume {session.Id}\n  lap sessions rm {session.Id}\n");
        (await process.StandardOutput.ReadToEndAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Control_sequences_of_an_agent_reach_pipes_but_no_terminal()
    {
        await using Lap lap = await Lap.StartAsync(options => options.Script = Mischief);
        Session session = await lap.CreateSessionAsync();
        (await lap.RunAsync("send", session.Id, "hello")).Succeeds().Out.Should().Contain("\u001b]0;title\u0007");
        Result terminal = await lap.RunInTerminalAsync("send", session.Id, "hello", "--quiet");
        terminal.Out.Should().Contain("before").And.Contain("after").And.NotContain("\u001b]0;").And.NotContain("\u0007");
        terminal = await lap.RunInTerminalAsync("send", session.Id, "hello", "--quiet", "--stream");
        terminal.Out.Should().Contain("before").And.Contain("after").And.NotContain("\u001b]0;").And.NotContain("\u0007");

        static async IAsyncEnumerable<TurnStep> Mischief(LocalTurn turn)
        {
            await Task.CompletedTask;
            yield return TurnStep.Text("before \u001b]0;title\u0007 after");
        }
    }
}
