namespace LiteLlm.AgentSdk.Cli.Tests.Program;

public sealed class WelcomeTests
{
    private const string Down = "\u001b[B";

    [Fact]
    public async Task Lap_without_arguments_logs_in_and_shows_how_to_create_an_agent()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        using Screen screen = lap.OpenTerminal();
        await screen.AfterAsync("Address of the platform: ", lap.Address + "\n");
        await screen.AfterAsync("API key: ", Lap.Key + "\r");
        Result result = await screen.EndAsync();
        result.ExitCode.Should().Be(0, result.Out);
        result.Out.Should().Contain("Logged in to").And.Contain("lap agents create");
        File.Exists(lap.ConfigFile).Should().BeTrue();
    }

    [Theory]
    [InlineData("wri\r", "Writer")]
    [InlineData("\r", "Editor")]
    [InlineData(Down + Down + "\r", "Writer")]
    public async Task Lap_without_arguments_offers_a_choice_of_agents(string typed, string name)
    {
        await using Lap lap = await Lap.StartAsync();
        Dictionary<string, string> ids = new(StringComparer.Ordinal);
        foreach (string agent in new[] { "Writer", "Reviewer", "Editor" })
        {
            ids[(await lap.CreateAgentAsync(agent)).Id] = agent;
        }

        using Screen screen = lap.OpenTerminal();
        await screen.AfterAsync("Escape leaves", typed);

        // The platform has answered by then, so the session exists.
        await screen.ShowsAsync("/help shows");
        Session session = (await lap.Client.Sessions.ListAsync().ToListAsync()).Should().ContainSingle().Subject;
        ids[session.AgentId].Should().Be(name);
    }

    [Fact]
    public async Task Escape_leaves_without_a_session()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("Writer");
        using Screen screen = lap.OpenTerminal();
        await screen.AfterAsync("Escape leaves", "nothing like it\u001b");
        Result result = await screen.EndAsync();
        result.ExitCode.Should().Be(0);
        result.Out.Should().Contain("0 of 1 agents");
        (await lap.Client.Sessions.ListAsync().ToListAsync()).Should().BeEmpty();
    }
}
