using System.Text.Json;

namespace LiteLlm.AgentSdk.Cli.Tests.Agents;

public sealed class AgentTests
{
    [Fact]
    public async Task Every_create_option_reaches_the_platform()
    {
        await using Lap lap = await Lap.StartAsync();
        Skill skill = await lap.Client.Skills.CreateAsync(new SkillCreateOptions { Name = "PR reviewer", Content = "Look closely." });
        Project project =
            await lap.Client.Projects.CreateAsync(new ProjectCreateOptions { Name = "shop", RepoUrl = "https://example.com/shop.git" });
        string prompt = Write(lap, "prompt.txt", "Be brief.\nBe kind.");
        string env = Write(lap, ".env", "# comment\nexport FROM_FILE=one # more\nQUOTED=\"a\\nb # c\"\nRAW='x\\n'\nEMPTY=\n");
        string requirements = Write(lap, "requirements.txt", "requests==2.0\n");
        string netrc = Write(lap, "netrc", "machine x");
        lap.Environment["FROM_SHELL"] = "shell value";
        Result created = (await lap.RunAsync(
            "agents", "create", "--name", "Reviewer", "--model", "fake-model", "--prompt-file", prompt, "--harness", "claude-agent-sdk",
            "--repo", "https://example.com/r.git", "--branch", "dev", "--env", "DIRECT=a=b", "-e", "FROM_SHELL", "--env-file", env,
            "--allow-out", "api.example.com", "--allow-out", "*.example.org", "--deny-out", "10.0.0.0/8", "--env-host",
                "DIRECT=api.example.com",
            "--skill", "pr rev", "--project", "shop", "--mcp-server", "github", "--requirements", requirements, "--file", netrc
                + ":~/.netrc",
            "--tool", """{"name":"t","Odd Key":1.50}""", "--picture", "https://example.com/p.png")).Succeeds();
        Agent agent = await lap.Client.Agents.GetAsync(created.Line);
        agent.Name.Should().Be("Reviewer");
        agent.Prompt.Should().StartWith("Be brief.\nBe kind.");
        agent.HarnessId.Should().Be(HarnessId.ClaudeAgentSdk);
        agent.RepoUrl.Should().Be("https://example.com/r.git");
        agent.Branch.Should().Be("dev");
        agent.EnvVars.Should().Contain(new Dictionary<string, string>
        {
            ["FROM_FILE"] = "one",
            ["QUOTED"] = "a\nb # c",
            ["RAW"] = "x\\n",
            ["DIRECT"] = "a=b",
            ["FROM_SHELL"] = "shell value",
            ["AGENT_REQUIREMENTS"] = "requests==2.0\n",
        });
        agent.AllowOut.Should().Equal("api.example.com", "*.example.org");
        agent.DenyOut.Should().Equal("10.0.0.0/8");
        agent.EnvVarHosts["DIRECT"].Should().Equal("api.example.com");
        agent.AttachedSkillIds.Should().Equal(skill.Id);
        agent.Projects.Should().ContainSingle().Which.Id.Should().Be(project.ProjectId);
        agent.McpServers.Should().Equal("github");
        agent.PfpUrl.Should().Be("https://example.com/p.png");
        string body =
            lap.Platform.ReceivedRequests.Single(request => request.Method == "POST"
            && request.Path.EndsWith("/agents", StringComparison.Ordinal)).Body;
        body.Should().Contain("\"Odd Key\":1.50").And.Contain("\"sandbox_path\":\"~/.netrc\"");

        // Sent unchanged. The platform does not return an empty variable.
        body.Should().Contain("\"EMPTY\":\"\"");
    }

    [Fact]
    public async Task The_prompt_may_come_from_standard_input_and_a_template_fills_the_rest()
    {
        await using Lap lap = await Lap.StartAsync();
        JsonElement template = (await lap.RunAsync("templates", "--json")).Succeeds().Json[0];
        Result created =
            (await lap.RunWithInputAsync("Der Prüfer\n", "agents", "create", "--template", template.GetProperty("name").GetString()!,
            "--prompt-file", "-", "--json")).Succeeds();
        created.Json.GetProperty("prompt").GetString().Should().StartWith("Der Prüfer\n");
        created.Json.GetProperty("model").GetString().Should().Be(template.GetProperty("model").GetString());
        created.Json.GetProperty("template_id").GetString().Should().Be(template.GetProperty("id").GetString());
        (await lap.RunAsync("agents", "sync", created.Json.GetProperty("id").GetString()!,
            "--json")).Succeeds().Json.GetProperty("status").GetString().Should().Be("already_up_to_date");
        (await lap.RunAsync("agents", "create", "--template", "nothing like it")).Fails(3, "There is no template");
    }

    [Fact]
    public async Task All_invalid_options_are_reported_at_once_without_values()
    {
        await using Lap lap = await Lap.StartAsync();
        Result refused =
            (await lap.RunAsync("agents", "create", "--model", "m", "--env", "A B=canary-value", "--env", "PORT=1", "--allow-out",
            "not a host")).Fails(2, "A B");
        refused.Error.Should().Contain("PORT").And.Contain("not a host").And.NotContain("canary-value");
        (await lap.RunAsync("agents", "create", "--model", "m", "--env", "NO_SUCH_VARIABLE")).Fails(2, "NO_SUCH_VARIABLE");
        (await lap.RunAsync("agents", "create", "--model", "m", "--env-file", "nowhere.env")).Fails(1, "nowhere.env can't be read");
        string broken = Write(lap, "broken.env", "A=1\ncanary without a name\n");
        (await lap.RunAsync("agents", "create", "--model", "m", "--env-file", broken)).Fails(2,
            "line 2: expected NAME=value").Error.Should().NotContain("canary");
        (await lap.Client.Agents.ListAsync().GetFirstPageAsync()).Total.Should().Be(0);
    }

    [Fact]
    public async Task Lists_are_sorted_searched_and_complete()
    {
        await using Lap lap = await Lap.StartAsync();
        foreach (string name in new[] { "beta", "alpha", "gamma" })
        {
            await lap.CreateAgentAsync(name);
        }

        Names(await lap.RunAsync("agents", "--json", "--sort", "name", "--order", "asc")).Should().Equal("alpha", "beta", "gamma");
        Names(await lap.RunAsync("agents", "list", "--json", "--search", "ALP")).Should().Equal("alpha");
        Result two = (await lap.RunAsync("agents", "--limit", "2")).Succeeds();
        two.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(3, "there is a heading");
        two.Error.Should().Contain("2 of 3 agents; --all lists the rest.");
        Names(await lap.RunAsync("agents", "--all", "--json")).Should().HaveCount(3);

        static IEnumerable<string?> Names(Result result) =>
            result.Succeeds().Json.EnumerateArray().Select(agent => agent.GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_list_is_the_platforms_json_except_for_secrets()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.Client.Agents.CreateAsync(new AgentCreateOptions
        {
            Name = "Ü 漢 \u001b[31m",
            Model = "fake-model",
            EnvVars = new() { ["TOKEN"] = "canary-value" }
        });
        Agent listed = (await lap.Client.Agents.ListAsync().GetFirstPageAsync()).Items[0];
        Result masked = (await lap.RunAsync("agents", "--json")).Succeeds();
        masked.Out.Should().NotContain("canary-value").And.Contain("Ü 漢 \\u001B[31m");
        masked.Json[0].GetProperty("env_vars").GetProperty("TOKEN").GetString().Should().Be("***");
        JsonElement shown = (await lap.RunAsync("agents", "--json", "--show-secrets")).Succeeds().Json[0];
        JsonElement.DeepEquals(shown, listed.Raw).Should().BeTrue();
        masked.Json[0].EnumerateObject().Select(member =>
            member.Name).Should().Equal(listed.Raw.EnumerateObject().Select(member => member.Name));
        Result table = (await lap.RunAsync("agents")).Succeeds();
        table.Out.Should().Contain("Ü 漢").And.NotContain("\u001b");
    }

    [Fact]
    public async Task An_agent_is_shown_with_its_prompt_and_without_its_secrets()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent agent =
            await lap.Client.Agents.CreateAsync(new AgentCreateOptions
            {
                Name = "Reviewer",
                Model = "fake-model",
                Prompt = "Be brief.",
                EnvVars = new() { ["TOKEN"] = "canary-value" }
            });
        (await lap.RunAsync("agents", "show", "reviewer")).Succeeds().Out
            .Should().Contain(agent.Id).And.Contain("TOKEN=***").And.EndWith("\nBe brief.\n").And.NotContain("canary-value");
        (await lap.RunAsync("agents", "show", agent.Id, "--show-secrets")).Succeeds().Out.Should().Contain("TOKEN=canary-value");
        (await lap.RunAsync("agents", "show", agent.Id, "--json")).Succeeds().Out.Should().NotContain("canary-value");
    }

    [Fact]
    public async Task An_update_changes_the_given_fields_and_single_variables()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent agent = await lap.Client.Agents.CreateAsync(new AgentCreateOptions
        {
            Name = "Reviewer",
            Model = "fake-model",
            Prompt = "Be brief.",
            Requirements = "requests",
            EnvVars = new() { ["KEEP"] = "1", ["CHANGE"] = "2", ["DROP"] = "3" },
        });
        (await lap.RunAsync("agents", "update", "Reviewer", "--name", "Editor", "--env", "CHANGE=new", "--env", "ADD=4", "--unset-env",
            "DROP", "--memory-limit", "7")).Succeeds().Line.Should().Be(agent.Id);
        await agent.RefreshAsync();
        agent.Name.Should().Be("Editor");
        agent.Prompt.Should().Be("Be brief.");
        agent.PreloadMemoryLimit.Should().Be(7);
        agent.EnvVars.Where(variable => variable.Key != "AGENT_REQUIREMENTS").Should().BeEquivalentTo(
            new Dictionary<string, string> { ["KEEP"] = "1", ["CHANGE"] = "new", ["ADD"] = "4" });
        (await lap.RunAsync("agents", "update", "Editor", "--replace-env", "--env", "ONLY=1", "--model", "other-model",
            "--json")).Succeeds().Json.GetProperty("model").GetString().Should().Be("other-model");
        await agent.RefreshAsync();
        agent.EnvVars.Keys.Should().Contain("ONLY").And.NotContain("KEEP");
        (await lap.RunAsync("agents", "update", "Editor", "--unset-env", "NONE")).Fails(3, "has no such variable");
        (await lap.RunAsync("agents", "update", "Editor", "--memory-limit", "51"))
            .Fails(2, "--memory-limit must be between 0 and 50, not 51.");
    }

    [Fact]
    public async Task Deleting_needs_whole_names_and_deletes_all_or_none()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent one = await lap.CreateAgentAsync("Reviewer one");
        Agent two = await lap.CreateAgentAsync("Reviewer two");
        (await lap.RunAsync("agents", "rm", one.Id, "nobody")).Fails(3, "There is no agent 'nobody'");
        (await lap.RunAsync("agents", "rm", "wer one")).Fails(2, "only a part of the name");
        (await lap.Client.Agents.ListAsync().GetFirstPageAsync()).Total.Should().Be(2);
        (await lap.RunAsync("agents", "rm", "reviewer ONE")).Succeeds().Out.Should().BeEmpty();
        (await lap.RunAsync("agents", "rm", "wer two", "--yes")).Succeeds();
        (await lap.Client.Agents.ListAsync().GetFirstPageAsync()).Total.Should().Be(0);
        two.Id.Should().NotBe(one.Id);
    }

    [Fact]
    public async Task Deleting_in_a_terminal_asks()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("Reviewer");
        (await AnswerAsync("n\n")).Out.Should().Contain("Left as it is.");
        (await lap.Client.Agents.ListAsync().GetFirstPageAsync()).Total.Should().Be(1);
        (await AnswerAsync("y\n")).Out.Should().Contain("Deleted agent Reviewer.");
        (await lap.Client.Agents.ListAsync().GetFirstPageAsync()).Total.Should().Be(0);

        async Task<Result> AnswerAsync(string answer)
        {
            using Screen screen = lap.OpenTerminal("agents", "rm", "Reviewer");
            await screen.AfterAsync("Delete agent Reviewer", answer);
            return await screen.EndAsync();
        }
    }

    private static string Write(Lap lap, string name, string content)
    {
        string path = Path.Combine(lap.Home, name);
        File.WriteAllText(path, content);
        return path;
    }
}
