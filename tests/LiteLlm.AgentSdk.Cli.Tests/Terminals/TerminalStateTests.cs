namespace LiteLlm.AgentSdk.Cli.Tests.Terminals;

/// <summary>Plain commands leave the state of a terminal unchanged.</summary>
public sealed class TerminalStateTests
{
    [TerminalTheory]
    [InlineData("models")]
    [InlineData("agents")]
    [InlineData("ps")]
    [InlineData("agents show none")]
    [InlineData("--help")]
    [InlineData("run bot -p hello")]
    public async Task No_mode_is_left_enabled(string command)
    {
        await using LapScreen lap = await LapScreen.StartAsync(_ => Steps(TurnStep.Text("Hello.")));
        await lap.Client.Agents.CreateAsync(new() { Name = "bot", Model = "m" });
        string before = await lap.Screen.ModesAsync();
        await lap.WatchAsync(lap.Run(command));
        if (command.StartsWith("run", StringComparison.Ordinal))
        {
            await lap.Screen.WaitForAsync("Hello.");
            await lap.Screen.TypeAsync("\u0004");
        }

        await lap.WaitForEndAsync();
        (await lap.Screen.ModesAsync()).Should().Be(before);
    }

    [TerminalFact]
    public async Task A_dumb_terminal_gets_a_plain_prompt_and_the_session()
    {
        LocalAgentPlatformOptions options = new() { Script = turn => Steps(TurnStep.Text("You said " + turn.Text)) };
        await using LapScreen lap = await LapScreen.StartAsync(options, environment: ("TERM", "dumb"));
        await lap.Screen.EnterAsync(lap.Run($"--resume {lap.Session.Id}").Replace("env ", "env TERM=dumb ", StringComparison.Ordinal));
        await lap.Screen.WaitForAsync($"Session {lap.Session.Id}");
        await lap.Screen.WaitForAsync(screen => screen.EndsWith("\n>", StringComparison.Ordinal), "the prompt");
        await lap.Screen.EnterAsync("hi");
        await lap.Screen.WaitForAsync("You said hi\n>");
        await lap.Screen.TypeAsync("\u0004");
        await lap.Screen.WaitForAsync($"  lap sessions rm {lap.Session.Id}");
    }

    [Theory]
    [InlineData("lap agents >&-", "Bad file descriptor")]
    [InlineData("lap agents > /dev/full", "No space left on device")]
    [InlineData("lap --version > /dev/full", "No space left on device")]
    [InlineData("lap agents --json > /dev/full", "No space left on device")]
    public async Task Output_that_can_t_be_written_is_one_line_and_exit_code_1(string line, string reason)
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("bot");
        Result result = await lap.RunInShellAsync(line);
        result.ExitCode.Should().Be(1, result.Error);
        result.Error.TrimEnd('\n').Should().StartWith("lap: Standard output can't be written: ").And.Contain(reason).And.NotContain("\n");
    }
}
