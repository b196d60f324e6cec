namespace LiteLlm.AgentSdk.Cli.Tests.Program;

public sealed class RunTests
{
    [Theory]
    [InlineData("reviewer")]
    [InlineData("run", "reviewer")]
    [InlineData("--agent", "reviewer")]
    public async Task Each_way_to_name_an_agent_opens_a_session_and_sends(params string[] arguments)
    {
        await using Lap lap = await Lap.StartAsync();
        Agent agent = await lap.CreateAgentAsync("Reviewer");
        (await lap.RunWithInputAsync("one\ntwo\n", [.. arguments])).Succeeds().Out.Should().Be("echo: one\necho: two\n");
        (await lap.Client.Sessions.ListAsync().ToListAsync()).Should().ContainSingle().Which.AgentId.Should().Be(agent.Id);
    }

    [Theory]
    [InlineData("--resume", "{id}")]
    [InlineData("--resume", "https://lap.example.com/ui/sessions/{id}")]
    [InlineData("sessions", "attach", "{id}")]
    public async Task Each_way_to_name_a_session_continues_it(params string[] arguments)
    {
        await using Lap lap = await Lap.StartAsync();
        Session session = await lap.CreateSessionAsync();
        string[] named = Array.ConvertAll(arguments, argument => argument.Replace("{id}", session.Id, StringComparison.Ordinal));
        (await lap.RunWithInputAsync("one\n", named)).Succeeds().Line.Should().Be("echo: one");
        (await lap.Client.Sessions.ListAsync().ToListAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task The_first_message_the_title_the_variables_and_the_skills_reach_the_session()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("Reviewer");
        Skill skill = await lap.Client.Skills.CreateAsync(new SkillCreateOptions { Name = "PR reviewer", Content = "Look closely." });
        lap.Environment["FROM_SHELL"] = "canary-value";
        Result result =
            (await lap.RunWithInputAsync("two\n", "run", "reviewer", "-p", "one", "-t", "Tour", "-e", "FROM_SHELL", "--skill",
            "pr")).Succeeds();
        result.Out.Should().Be("echo: one\necho: two\n");
        result.Error.Should().NotContain("canary-value");
        string body =
            lap.Platform.ReceivedRequests.Single(request => request.Method == "POST"
            && request.Path.EndsWith("/session", StringComparison.Ordinal)).Body;
        body.Should().Contain("\"title\":\"Tour\"").And.Contain("\"FROM_SHELL\":\"canary-value\"").And.Contain(skill.Id);
    }

    [Fact]
    public async Task A_terminal_agent_needs_a_local_terminal()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("Coder", "claude-code");
        (await lap.RunAsync("run", "coder")).Fails(2, "Agent Coder needs a terminal");
        (await lap.Client.Sessions.ListAsync().ToListAsync()).Should().BeEmpty();
    }
}
