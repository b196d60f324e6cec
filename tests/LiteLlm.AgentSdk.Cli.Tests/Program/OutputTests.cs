namespace LiteLlm.AgentSdk.Cli.Tests.Program;

public sealed class OutputTests
{
    [Fact]
    public async Task Verbose_shows_the_requests_and_no_secret()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent agent =
            await lap.Client.Agents.CreateAsync(new AgentCreateOptions
            {
                Name = "Reviewer",
                Model = "fake-model",
                EnvVars = new() { ["TOKEN"] = "canary-value" }
            });
        Result result = (await lap.RunAsync("send", "reviewer", "canary-words", "--verbose", "--env", "MORE=canary-more")).Succeeds();
        result.Out.Should().Be("echo: canary-words\n");
        result.Error.Should().Contain("GET agents").And.Contain($"POST agents/{agent.Id}/session returned 200")
            .And.MatchRegex("POST sessions/.*/message returned 200")
            .And.NotContain(Lap.Key).And.NotContain("canary-");
        lap.Environment["LAP_API_KEY"] = "sk-wrong-canary-key";
        Result refused = await lap.RunAsync("agents", "--verbose");
        refused.ExitCode.Should().Be(4);
        refused.Error.Should().Contain("AgentPlatformAuthenticationException, status 401, took no effect")
            .And.NotContain("sk-wrong-canary-key").And.NotContain("   at ");
    }

    [Fact]
    public async Task Failures_have_codes_and_one_line()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.Environment["LAP_API_KEY"] = "sk-wrong-canary-key";
        (await lap.RunAsync("agents")).Fails(4, "The platform refused the key (unauthorized): run 'lap login'");
        lap.LogOut();
        (await lap.RunAsync("agents")).Fails(4, "No platform is set: run 'lap login'");
        lap.LogIn();
        lap.Platform.Faults.Add(Fault.HtmlPage(502).Times(9));
        (await lap.RunAsync("agents")).Fails(1, "web page");
        lap.Environment["LAP_BASE_URL"] = "http://127.0.0.1:1";
        (await lap.RunAsync("agents")).Fails(1, "(127.0.0.1:1). Check the address");
        lap.Environment["LAP_BASE_URL"] = "ftp://127.0.0.1";
        (await lap.RunAsync("agents", "--api-key", "k")).Error.Split("--api-key is visible").Should().HaveCount(2, "a warning comes once");
    }

    [Fact]
    public async Task Colours_are_for_terminals_and_not_with_no_color()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("Reviewer");
        (await lap.RunAsync("agents")).Out.Should().NotContain("\u001b");
        (await lap.RunInTerminalAsync("agents")).Out.Should().Contain("\u001b[2m");
        lap.Environment["NO_COLOR"] = "1";
        (await lap.RunInTerminalAsync("agents")).Out.Should().Contain("Reviewer").And.NotContain("\u001b[2m");
    }

    [Fact]
    public async Task A_closed_pipe_is_not_an_error()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("Reviewer");
        using System.Diagnostics.Process process = lap.Start("agents", "--json");
        process.StandardOutput.Close();
        process.StandardInput.Close();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Lap.Patience);
        process.ExitCode.Should().Be(0);
        error.Should().BeEmpty();
    }
}
