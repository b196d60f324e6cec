namespace LiteLlm.AgentSdk.Cli.Tests.Agents;

public sealed class NameTests
{
    [Theory]
    [InlineData("Reviewer", "Reviewer")]
    [InlineData("REVIEWER", "Reviewer")]
    [InlineData("code", "Code reviewer")]
    [InlineData("writ", "Writer")]
    [InlineData("writer", "writer")]
    [InlineData("Writer", "Writer")]
    public async Task A_name_finds_exactly_one(string text, string name)
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("Reviewer");
        await lap.CreateAgentAsync("Code reviewer");
        await lap.CreateAgentAsync(name is "writer" or "Writer" ? "Writer" : "Unrelated");
        if (text is "writer" or "Writer")
        {
            await lap.CreateAgentAsync("writer");
        }

        (await lap.RunAsync("agents", "show", text, "--json")).Succeeds().Json.GetProperty("name").GetString().Should().Be(name);
    }

    [Fact]
    public async Task Ids_take_precedence_over_names_and_need_no_list()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent agent = await lap.CreateAgentAsync("Reviewer");
        await lap.CreateAgentAsync(agent.Id);
        (await lap.RunAsync("agents", "show", agent.Id, "--json")).Succeeds().Json.GetProperty("name").GetString().Should().Be("Reviewer");
        lap.Platform.ReceivedRequests.Where(request => request.Method == "GET").Should().ContainSingle();
    }

    [Fact]
    public async Task Several_matches_are_listed_and_none_is_used()
    {
        await using Lap lap = await Lap.StartAsync();
        Agent one = await lap.CreateAgentAsync("Reviewer one");
        Agent two = await lap.CreateAgentAsync("Reviewer two");
        Result result = (await lap.RunAsync("send", "review", "hello")).Fails(2, "'review' fits 2 agents");
        result.Error.Should().Contain($"Reviewer one ({one.Id[..8]}, created ").And.Contain($"Reviewer two ({two.Id[..8]}, created ");
        lap.Platform.Counters.TurnsStarted.Should().Be(0);
    }

    [Fact]
    public async Task An_unknown_name_ends_with_exit_code_3()
    {
        await using Lap lap = await Lap.StartAsync();
        string nobody = Guid.NewGuid().ToString();
        await lap.CreateAgentAsync("Reviewer");
        (await lap.RunAsync("agents", "show", "editor")).Fails(3, "There is no agent 'editor'");
        (await lap.RunAsync("agents", "show", nobody)).Fails(3, "There is no agent");
        (await lap.RunAsync("run", nobody)).Fails(3, "There is no agent");
        (await lap.RunAsync("editor")).Fails(3, "There is no command or agent 'editor'");
        (await lap.RunAsync("agnets")).Fails(3, "There is no command or agent 'agnets'; did you mean 'agents'?");
        (await lap.RunAsync("run", "Reviwer")).Fails(3, "There is no agent 'Reviwer'; did you mean 'Reviewer'?");
        (await lap.RunAsync("--agent", "editor")).Fails(3, "There is no agent");
        (await lap.RunAsync("sessions", "show", nobody)).Fails(3, "There is no session");
        (await lap.RunAsync("--resume", $"https://lap.example.com/sessions/{nobody}")).Fails(3, $"There is no session '{nobody}'");
        (await lap.RunAsync("send", nobody, "hello")).Fails(3, "neither a session nor an agent");
        (await lap.RunAsync("skills", "show", "none")).Fails(3, "There is no skill");
        (await lap.RunAsync("automations", "run", "reviewer", "none")).Fails(3, "has no automation 'none'");
        (await lap.RunAsync("issues", "show", "reviewer", nobody)).ExitCode.Should().Be(3);
        (await lap.RunAsync("memory", "rm", "reviewer", nobody)).ExitCode.Should().Be(3);
    }
}
