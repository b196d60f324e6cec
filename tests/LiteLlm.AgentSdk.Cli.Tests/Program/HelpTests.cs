namespace LiteLlm.AgentSdk.Cli.Tests.Program;

/// <summary>Help: usage, examples, aliases of commands, completion.</summary>
public sealed class HelpTests
{
    [Fact]
    public async Task A_command_shows_its_usage_examples_and_options_and_the_global_options_separately()
    {
        await using Lap lap = await Lap.StartAsync();
        string help = (await lap.RunAsync("run", "--help")).Succeeds().Out;
        help.Should().Contain("Usage:\n  lap run <agent> [options]\n").And.Contain("Examples:\n  lap run bot\n");
        int options = help.IndexOf("\nOptions:\n", StringComparison.Ordinal);
        int globals = help.IndexOf("\nOptions of every command:\n", StringComparison.Ordinal);
        options.Should().BePositive();
        help.IndexOf("--prompt", options, StringComparison.Ordinal).Should().BeInRange(options, globals);
        help.IndexOf("--base-url", StringComparison.Ordinal).Should().BeGreaterThan(globals);
        lap.Platform.ReceivedRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task Every_command_has_two_to_four_examples()
    {
        await using Lap lap = await Lap.StartAsync();
        List<string[]> commands = [];
        await CollectAsync([]);
        commands.Should().HaveCountGreaterThan(40);

        async Task CollectAsync(string[] path)
        {
            string help = (await lap.RunAsync([.. path, "--help"])).Succeeds().Out;
            string[] lines = help.Split('\n');
            int examples = Array.IndexOf(lines, "Examples:");
            examples.Should().BePositive("'lap {0}' shows how it is used", string.Join(' ', path));
            lines.Skip(examples + 1).TakeWhile(line =>
                line.StartsWith("  lap", StringComparison.Ordinal) || line.StartsWith("  ", StringComparison.Ordinal))
                .Count().Should().BeInRange(2, 4, "of 'lap {0}'", string.Join(' ', path));
            commands.Add(path);
            foreach (string name in Names(lines))
            {
                await CollectAsync([.. path, name]);
            }
        }

        static IEnumerable<string> Names(string[] lines)
        {
            string[] titles = ["Commands:", "Talk to agents:", "Manage agents:", "Inspect the platform:", "Set up:", "More commands:"];
            foreach (string title in titles)
            {
                int at = Array.IndexOf(lines, title);
                foreach (string line in at < 0 ? [] : lines.Skip(at + 1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)))
                {
                    if (line[2] != ' ')
                    {
                        yield return line[2..].Split(' ')[0];
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    [InlineData(20)]
    public async Task Help_fits_the_screen(int columns)
    {
        await using Lap lap = await Lap.StartAsync();
        lap.Environment["COLUMNS"] = columns.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string[] lines = (await lap.RunAsync("--help")).Succeeds().Out.Split('\n');
        int at = Array.IndexOf(lines, "Set up:");

        // On a narrow screen, names have their own rows, with the text below them.
        lines.Skip(at).Where(line => line.Length > columns && (columns >= 80 || line.StartsWith("    ", StringComparison.Ordinal)))
            .Where(line => line.Trim().Contains(' ')).Should().BeEmpty();
    }

    [Fact]
    public async Task Help_for_an_unknown_command_is_an_error()
    {
        await using Lap lap = await Lap.StartAsync();
        (await lap.RunAsync("help", "nothing")).Fails(2, "There is no command 'nothing'. See 'lap --help'.");
        (await lap.RunAsync("help", "agents", "creat")).Fails(2, "There is no command 'creat'; did you mean 'create'?");
    }

    [Theory]
    [InlineData("help")]
    [InlineData("help", "agents", "create")]
    [InlineData("version")]
    [InlineData("ls")]
    [InlineData("agent")]
    [InlineData("agent", "ls")]
    [InlineData("session", "ls")]
    [InlineData("skill", "ls")]
    [InlineData("template")]
    [InlineData("model")]
    [InlineData("project")]
    public async Task Aliases_of_commands_work(params string[] arguments)
    {
        await using Lap lap = await Lap.StartAsync();
        (await lap.RunAsync(arguments)).Succeeds();
    }

    [Fact]
    public async Task Sessions_end_by_the_commands_of_other_programs()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent agent = await lap.CreateAgentAsync("bot");
        foreach (string[] words in new[] { ["stop"], ["delete"], ["rm"], ["sessions", "stop"], new[] { "session", "delete" } })
        {
            Session session = await lap.CreateSessionAsync(agent);
            (await lap.RunAsync([.. words, session.Id[..8]])).Succeeds();
            lap.Platform.GetStatus(session.Id).Should().Be("dead");
        }

        (await lap.RunAsync("agent", "delete", "bot")).Succeeds();
    }

    [Fact]
    public async Task All_sessions_that_are_idle_for_a_time_are_ended()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.CreateSessionAsync();
        (await lap.RunAsync("sessions", "rm", "--all", "--older-than", "2h", "--yes")).Succeeds().Error.Should()
            .Contain("There is no such session");
        lap.Platform.GetStatus(session.Id).Should().Be("ready");
        (await lap.RunAsync("sessions", "rm", "--all")).Fails(2, "use --yes too");
        (await lap.RunAsync("sessions", "rm", "--all", "--older-than", "soon", "--yes"))
            .Fails(2, "--older-than needs a time such as 30m, 2h or 3d, not 'soon'");
        (await lap.RunAsync("sessions", "rm", "--all", "--yes")).Succeeds();
        lap.Platform.GetStatus(session.Id).Should().Be("dead");
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Completion_scripts_are_printed(string shell)
    {
        await using Lap lap = await Lap.StartAsync();
        (await lap.RunAsync("completion", shell)).Succeeds().Out.Should().Contain("[suggest:");
        (await lap.RunAsync("completion", "cmd")).Fails(2, "use bash, zsh, fish or pwsh");
    }

    [Fact]
    public async Task Bash_completes_names_without_running_them()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("code reviewer");
        await lap.CreateAgentAsync("code $(touch hit)");
        Result result = (await lap.RunInShellAsync("""
            lap completion bash > script; cat > run.bash <<'END'
            lap() { "$LAP_TEST_PROGRAM" "$@"; }
            . ./script
            COMP_LINE='lap run co'; COMP_POINT=10; COMP_WORDS=(lap run co); COMP_CWORD=2
            _lap
            printf '%s\n' "${COMPREPLY[@]}"
            END
            lap '[suggest:10]' 'lap run co' > names; cat names
            """)).Succeeds();
        result.Out.Should().Contain("code reviewer\n");
        await File.WriteAllTextAsync(
            Path.Combine(lap.Home, "fake"), $"#!/bin/sh\ncat '{lap.Home}/names'\n");
        (await lap.RunInShellAsync("chmod +x fake; LAP_TEST_PROGRAM=./fake bash run.bash")).Succeeds().Out
            .Should().Contain(@"code\ reviewer").And.Contain(@"\$\(touch\ hit\)");
        File.Exists(Path.Combine(lap.Home, "hit")).Should().BeFalse();
    }

    [Fact]
    public async Task A_second_agent_with_the_same_name_gives_a_warning()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent first = await lap.CreateAgentAsync("bot");
        Result created = (await lap.RunAsync("agents", "create", "-n", "Bot", "-m", "m")).Succeeds();
        created.Error.Should().Contain($"another agent has this name: {first.Id[..8]} (created ")
            .And.Contain($"the new one is {created.Line[..8]}");
    }

    [Fact]
    public async Task The_first_message_may_follow_the_agent_and_the_last_session_is_continued()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("bot");
        (await lap.RunAsync("bot", "first words")).Succeeds().Line.Should().Be("echo: first words");
        (await lap.RunWithInputAsync("more\n", "--last")).Succeeds().Line.Should().Be("echo: more");
        (await lap.Client.Sessions.ListAsync().ToListAsync()).Should().ContainSingle();
        (await lap.RunAsync("bot", "one", "--prompt", "two")).Fails(2, "given twice");
    }

    [Fact]
    public async Task The_status_shows_the_platform_and_its_live_sessions()
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.CreateSessionAsync();
        await session.SendAsync("hello");
        (await lap.RunAsync("status")).Succeeds().Out.Should().Contain($"{lap.Address} (from LAP_BASE_URL)")
            .And.Contain("(from LAP_API_KEY)").And.NotContain(Lap.Key)
            .And.MatchRegex("Sessions alive: +1 ").And.MatchRegex(@"They have cost: +\$0\.").And.MatchRegex("Generation: +platform");
        (await lap.RunAsync("status", "--json=sessions_alive,generation")).Succeeds().Out.Should()
            .Be("{\n  \"sessions_alive\": 1,\n  \"generation\": \"platform\"\n}\n");
        (await lap.RunAsync("open", session.Id[..8])).Succeeds().Line.Should().Be($"{lap.Address}/sessions/{session.Id}");
    }
}
