using System.Diagnostics;

namespace LiteLlm.AgentSdk.Cli.Tests.Sessions;

/// <summary>Every exit that leaves a session alive reports it, with the session's id and the commands to continue or end it.</summary>
public sealed class LeavingTests
{
    private static readonly Task s_never = new TaskCompletionSource().Task;

    [Theory]
    [InlineData("send", "bot", "hello")]
    [InlineData("send", "bot", "hello", "--stream", "--quiet")]
    [InlineData("run", "bot", "-p", "hello")]
    [InlineData("run", "bot", "-p", "hello", "--json")]
    public async Task Ctrl_c_while_the_sandbox_starts_reports_the_session(params string[] arguments)
    {
        await using Lap lap = await Lap.StartAsync(options =>
        {
            options.StartupPhases.Clear();
            options.StartupPhases.Add(new("creating_sandbox", TimeSpan.FromHours(1)));
        });
        await lap.CreateAgentAsync("bot");
        using Process process = lap.Start(arguments);
        process.StandardInput.Close();
        await WaitForSessionReadAsync(lap);
        await EndsAsync(lap, process, 130);
    }

    [Theory]
    [InlineData("send", "bot", "hello")]
    [InlineData("send", "bot", "hello", "--stream")]
    [InlineData("run", "bot", "-p", "hello")]
    public async Task Ctrl_c_while_a_turn_runs_reports_the_session(params string[] arguments)
    {
        await using Lap lap = await Lap.StartAsync(options => options.Script = _ => Steps(TurnStep.Text("half "), TurnStep.Wait(s_never)));
        await lap.CreateAgentAsync("bot");
        using Process process = lap.Start(arguments);
        process.StandardInput.Close();
        await lap.Platform.WaitForTurnsStartedAsync(1).WaitAsync(Lap.Patience);
        await EndsAsync(lap, process, 130);
    }

    [Fact]
    public async Task A_success_reports_a_live_session_unless_quiet()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("bot");
        Result sent = (await lap.RunAsync("send", "bot", "hello")).Succeeds();
        Session session = (await lap.Client.Sessions.ListAsync().ToListAsync()).Single();
        sent.Error.Should().EndWith(WaysOn(session.Id));
        (await lap.RunAsync("send", session.Id, "hello")).Succeeds().Error.Should().Contain(session.Id).And.NotContain("lap sessions rm");
        (await lap.RunAsync("send", "bot", "hello", "--rm")).Succeeds().Error.Should().NotContain("lap --resume")
            .And.Contain("Ended session");
        (await lap.RunWithInputAsync("one\n", "run", "bot", "--quiet")).Succeeds().Error.Should().BeEmpty();
        Result piped = (await lap.RunWithInputAsync("one\n", "run", "bot")).Succeeds();
        string opened = (await lap.Client.Sessions.ListAsync().ToListAsync()).OrderBy(one => one.CreatedAt).Last().Id;
        piped.Error.Should().Contain($"Session {opened}\n").And.EndWith(WaysOn(opened));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timeout_reports_the_output_of_the_turn(bool isStreamed)
    {
        await using Lap lap = await Lap.StartAsync(options => options.Script = _ =>
            Steps(TurnStep.Text("half a reply"), TurnStep.Wait(s_never)));
        await lap.CreateAgentAsync("bot", "opencode");
        string[] arguments = ["send", "bot", "hello", "--timeout", "3", .. isStreamed ? new[] { "--stream" } : []];
        Result result = await lap.RunAsync(arguments);
        result.ExitCode.Should().Be(5, result.Error);
        result.Out.Should().Be(isStreamed ? "half a reply\n" : "");
        if (!isStreamed)
        {
            result.Error.Should().Contain("Written so far:\nhalf a reply\n");
        }

        result.Error.Should().EndWith(WaysOn((await lap.Client.Sessions.ListAsync().ToListAsync()).Single().Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n  \n")]
    public async Task Without_a_message_no_session_is_opened(string input)
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("bot");
        (await lap.RunWithInputAsync(input, "run", "bot")).Fails(2, "There is nothing to send, and no session was opened");
        (await lap.RunWithInputAsync(input, "bot", "--json")).Fails(2, "nothing to send");
        (await lap.Client.Sessions.ListAsync().ToListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_session_that_failed_to_start_is_not_reported_as_alive()
    {
        await using Lap lap = await Lap.StartAsync(options => options.StartupFailure = "no node has room");
        await lap.CreateAgentAsync("bot");
        (await lap.RunAsync("send", "bot", "hello")).Fails(5, "no node has room").Error.Should().NotContain("stays open");
    }

    [Fact]
    public async Task A_dead_session_is_reported_before_the_message_is_sent()
    {
        await using Lap lap = await Lap.StartAsync(options => options.CanRecover = false);
        Session session = await lap.CreateSessionAsync(await lap.CreateAgentAsync("bot"));
        await session.TerminateAsync();
        Result resumed = await lap.RunWithInputAsync("hello\n", "--resume", session.Id);
        resumed.ExitCode.Should().Be(5);
        resumed.Error.Should().MatchRegex(@"This session is dead since \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ \(\d+ s ago\)")
            .And.Contain($"'lap sessions restart {session.Id}' brings it back, which costs a turn; 'lap run bot' opens a new one.")
                .And.NotContain("stays open");
    }

    private static string WaysOn(string id) =>
        $"The session stays open. Continue or end it:\n  lap --resume {id}\n  lap sessions rm {id}\n";

    private static async Task EndsAsync(Lap lap, Process process, int code)
    {
        Lap.Interrupt(process);
        string error = await process.StandardError.ReadToEndAsync().WaitAsync(Lap.Patience);
        await process.WaitForExitAsync().WaitAsync(Lap.Patience);
        process.ExitCode.Should().Be(code, error);
        error.Should().EndWith(WaysOn((await lap.Client.Sessions.ListAsync().ToListAsync()).Single().Id));
    }

    /// <summary>Waits until the program waits for its session, whose id it then knows.</summary>
    private static async Task WaitForSessionReadAsync(Lap lap)
    {
        while (!lap.Platform.ReceivedRequests.Any(request =>
            request.Method == "GET" && request.Path.Contains("/sessions/", StringComparison.Ordinal)))
        {
            await lap.Platform.WaitForRequestsAsync(lap.Platform.ReceivedRequests.Count + 1).WaitAsync(Lap.Patience);
        }
    }
}
