namespace LiteLlm.AgentSdk.Cli.Tests.Terminals;

/// <summary>The terminal of a session, in a real terminal.</summary>
public sealed class TerminalScreenTests
{
    [TerminalFact]
    public async Task Keys_and_screen_pass_through_and_Ctrl_D_detaches()
    {
        await using LapScreen lap = await StartAsync();
        await lap.WatchAsync(lap.Terminal());
        await lap.Screen.WaitForAsync(screen => screen.EndsWith('$'), "the remote shell, on a screen of its own");
        await lap.Screen.EnterAsync("héllo 漢字");
        await lap.Screen.WaitForAsync("echo: héllo 漢字");
        (await lap.Screen.CaptureAsync()).Should().NotContain("watch.sh", "the earlier content is not overwritten");
        await lap.Screen.TypeAsync("ab\u0004");
        string screen = await lap.WaitForEndAsync();
        screen.Should().Contain("watch.sh").And.Contain("Detached.\nThe session stays open.")
            .And.Contain($"  lap --resume {lap.Session.Id}")
            .And.Contain("exit=0").And.NotContain("echo: h");
        lap.Platform.GetStatus(lap.Session.Id).Should().Be("ready");
    }

    [TerminalFact]
    public async Task The_remote_size_follows_the_window()
    {
        await using LapScreen lap = await StartAsync(100, 30);
        await lap.Screen.EnterAsync(lap.Terminal());
        await lap.Screen.WaitForAsync(screen => screen.EndsWith('$'), "the remote shell");
        await lap.Screen.ResizeAsync(61, 17);
        await lap.Screen.WaitForAsync("[61x17]");
    }

    [TerminalFact]
    public async Task A_dropped_connection_is_reported_and_reopened()
    {
        await using LapScreen lap = await StartAsync();
        await lap.Screen.EnterAsync(lap.Terminal());
        await lap.Screen.WaitForAsync(screen => screen.EndsWith('$'), "the remote shell");
        await lap.Screen.EnterAsync("before");
        await lap.Screen.WaitForAsync("echo: before");

        // The next connection would remove the report after a quarter of a second, so connections fail until the report was seen.
        lap.Platform.Faults.Add(Fault.Abort().On("GET", "/tty").Forever());
        lap.Platform.DropTerminals(lap.Session.Id);
        string lost = await lap.Screen.WaitForAsync(
            screen => screen.Replace("\n", "", StringComparison.Ordinal).Contains("The session is ready; attaching again, attempt 1 of",
                StringComparison.Ordinal), "how the session is, and the first attempt");
        lap.Platform.Faults.Clear();
        lost.Should().Contain("The connection is lost");
        await lap.Screen.WaitForAsync(screen => screen.Contains("echo: before", StringComparison.Ordinal)
            && !screen.Contains("is lost", StringComparison.Ordinal), "the same screen again");
        await lap.Screen.EnterAsync("after");
        await lap.Screen.WaitForAsync("echo: after");
    }

    [TerminalFact]
    public async Task A_session_that_dies_is_not_reattached()
    {
        await using LapScreen lap = await StartAsync();
        await lap.WatchAsync(lap.Terminal());
        await lap.Screen.WaitForAsync(screen => screen.EndsWith('$'), "the remote shell");
        lap.Platform.EndSession(lap.Session.Id);
        lap.Platform.DropTerminals(lap.Session.Id);
        (await lap.WaitForEndAsync()).Should().Contain("The session is dead").And.Contain("exit=5");
    }

    [TerminalFact]
    public async Task The_end_of_the_remote_program_ends_lap()
    {
        await using LapScreen lap = await StartAsync();
        await lap.WatchAsync(lap.Terminal());
        await lap.Screen.WaitForAsync(screen => screen.EndsWith('$'), "the remote shell");
        await lap.Screen.EnterAsync("exit");
        (await lap.WaitForEndAsync()).Should().Contain("The agent's program has ended").And.Contain("exit=0");
    }

    [TerminalTheory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("INT")]
    public async Task A_signal_ends_it_and_the_terminal_is_as_it_was(string signal)
    {
        await using LapScreen lap = await StartAsync();
        await lap.WatchAsync(lap.Terminal());
        await lap.Screen.WaitForAsync(screen => screen.EndsWith('$'), "the remote shell");
        string mode = await lap.ModeAsync();
        await lap.KillAsync(signal);
        (await lap.WaitForEndAsync()).Should().Contain("watch.sh", "the screen is restored");
        mode.Should().NotBe(await File.ReadAllTextAsync(lap.Screen.Folder + "/before"), "the terminal is raw");
    }

    [TerminalFact]
    public async Task A_crash_restores_the_terminal()
    {
        if (Environment.GetEnvironmentVariable("LAP_PROGRAM") is { Length: > 0 })
        {
            // Only .NET's own host has startup hooks. Another build of lap can't be crashed from outside in a way that it could handle.
            return;
        }

        string pipe = Path.Combine(Path.GetTempPath(), $"lap-crash-{Guid.NewGuid():N}");
        await Shell.RunAsync($"mkfifo '{pipe}'");
        try
        {
            await using LapScreen lap = await LapScreen.StartAsync(
                new LocalAgentPlatformOptions(), HarnessId.ClaudeCode,
                    environment: [("DOTNET_STARTUP_HOOKS", typeof(TerminalScreenTests).Assembly.Location),
                    (StartupHook.PipeVariable, pipe)]);
            await lap.WatchAsync(lap.Terminal());
            await lap.Screen.WaitForAsync(screen => screen.EndsWith('$'), "the remote shell");
            string mode = await lap.ModeAsync();
            await File.WriteAllTextAsync(pipe, "now");
            (await lap.WaitForEndAsync()).Should().Contain("exit=134");
            mode.Should().NotBe(await File.ReadAllTextAsync(lap.Screen.Folder + "/before"), "the terminal was raw");
        }
        finally
        {
            File.Delete(pipe);
        }
    }

    [TerminalFact]
    public async Task Without_a_terminal_the_requirement_is_reported()
    {
        await using LapScreen lap = await StartAsync();
        (int exitCode, string output, string error) = await Shell.TryAsync(lap.Terminal());
        exitCode.Should().Be(2);
        output.Should().BeEmpty();
        error.Should().Contain("needs a terminal: run 'lap sessions attach");
    }

    private static Task<LapScreen> StartAsync(int columns = 80, int rows = 24) =>
        LapScreen.StartAsync(new LocalAgentPlatformOptions(), HarnessId.ClaudeCode, columns: columns, rows: rows);
}
