namespace LiteLlm.AgentSdk.Cli.Tests.Program;

public sealed class SurfaceTests
{
    private static readonly string[] Commands =
    [
        "run", "send", "ps", "agents", "sessions", "skills", "memory", "automations", "issues", "projects", "templates", "models",
            "integrations",
        "inline-harness", "login", "logout", "config", "local",
    ];

    [Fact]
    public async Task The_version_is_only_the_version_of_the_package()
    {
        await using Lap lap = await Lap.StartAsync();
        Result result = (await lap.RunAsync("--version")).Succeeds();
        result.Out.Should().MatchRegex(@"^\d+\.\d+\.\d+(-[\w.]+)?\n$");
        result.Error.Should().BeEmpty();

        // The fast path and the parser of the command line print the same version.
        (await lap.RunAsync("--version", "--quiet")).Out.Should().NotBeEmpty();
    }

    [Fact]
    public async Task The_version_is_written_in_order_into_a_shared_file()
    {
        await using Lap lap = await Lap.StartAsync();
        (await lap.RunInShellAsync("{ echo before; lap --version; lap --version; echo after; } > out; cat out; lap --version >> out; "
            + "lap --version | true")).Succeeds();
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(lap.Home, "out"));
        lines.Should().HaveCount(5).And.StartWith("before");
        lines[3].Should().Be("after");
        lines[1].Should().Be(lines[2]).And.Be(lines[4]).And.MatchRegex(@"^\d+\.");
    }

    [Fact]
    public async Task Help_names_every_command_and_every_global_option()
    {
        await using Lap lap = await Lap.StartAsync();
        Result help = (await lap.RunAsync("--help")).Succeeds();
        foreach (string command in Commands)
        {
            help.Out.Should().MatchRegex($@"\n  {command} +\w");
        }

        foreach (string option in new[] { "--base-url", "--api-key", "--profile", "--json", "--quiet", "--verbose", "--show-secrets",
            "--agent", "--resume", "--prompt", "--title" })
        {
            help.Out.Should().Contain(option);
        }

        lap.Platform.ReceivedRequests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("agents", "--nope")]
    [InlineData("agents", "create", "extra", "words")]
    [InlineData("agents", "create", "--name", "no model")]
    [InlineData("memory", "list")]
    [InlineData("memory")]
    [InlineData("send", "one-word")]
    [InlineData("send", "agent", "  ")]
    [InlineData("sessions", "rm")]
    [InlineData("sessions", "show", "https://lap.example.com/agents/1")]
    [InlineData("sessions", "logs", "--tail", "many")]
    [InlineData("skills", "attach", "agent")]
    [InlineData("skills", "detach", "agent")]
    [InlineData("skills", "create", "--name", "x")]
    [InlineData("agents", "create", "--model", "m", "--env", "=x")]
    [InlineData("agents", "create", "--model", "m", "--tool", "{")]
    [InlineData("agents", "create", "--model", "m", "--file", "nowhere")]
    [InlineData("agents", "create", "--model", "m", "--env-host", "A")]
    [InlineData("agents", "create", "--model", "m", "--prompt", "a", "--prompt-file", "b")]
    [InlineData("one", "--agent", "two")]
    [InlineData("agents", "--base-url", "://")]
    [InlineData("agents", "--base-url", "http://lap.example.com")]
    public async Task A_wrong_command_line_is_reported_in_one_line_without_a_request(params string[] arguments)
    {
        await using Lap lap = await Lap.StartAsync();
        (await lap.RunAsync(arguments)).Fails(2);
        lap.Platform.ReceivedRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_missing_argument_is_named()
    {
        await using Lap lap = await Lap.StartAsync();
        (await lap.RunAsync("send", "one-word")).Fails(2, "<text> is missing. See 'lap send --help'.");
        (await lap.RunAsync("memory", "rm", "agent")).Fails(2, "<memory> is missing. See 'lap memory rm --help'.");
    }

    [Fact]
    public async Task Lap_without_arguments_and_terminal_shows_the_next_step()
    {
        await using Lap lap = await Lap.StartAsync();
        (await lap.RunAsync()).Fails(2, "name one ('lap <agent>')");
    }

    [Fact]
    public async Task A_text_that_begins_with_an_at_sign_is_a_text()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("Reviewer");
        (await lap.RunAsync("send", "reviewer", "@nowhere.txt look")).Succeeds().Line.Should().Be("echo: @nowhere.txt look");
    }

    [Fact]
    public async Task Completion_knows_commands_and_options()
    {
        await using Lap lap = await Lap.StartAsync();
        (await lap.RunAsync("[suggest:7]", "lap age")).Out.Should().Contain("agents\n");
        string[] below = (await lap.RunAsync("[suggest:11]", "lap agents ")).Out.Split('\n');
        below.Should().Contain(["list", "create", "show", "update", "rm"]);
        (await lap.RunAsync("[suggest:23]", "lap agents create --har")).Out.Should().Contain("--harness\n");
        (await lap.RunAsync("[suggest:30]", "lap agents create --harness cl")).Out.Should().Contain("claude-agent-sdk\n");
    }
}
