namespace LiteLlm.AgentSdk.Cli.Tests.Resources;

public sealed class IntegrationTests
{
    [Fact]
    public async Task Agents_are_bound_to_workspaces()
    {
        await using Lap lap = await Lap.StartAsync(options => options.Integration = new LocalIntegration());
        Agent agent = await lap.CreateAgentAsync("Reviewer");
        (await lap.RunAsync("integrations")).Succeeds().Out
            .Should().MatchRegex("linear +no").And.MatchRegex("slack +yes +Local workspace +install-1");
        (await lap.RunAsync("integrations", "bind", "reviewer", "slack",
            "install-1")).Succeeds().Error.Should().Contain("now replies in Local workspace");
        (await lap.RunAsync("integrations", "list", "--for", "reviewer")).Succeeds().Out.Should().MatchRegex("install-1 +yes");
        (await lap.RunAsync("integrations", "list", "--for", agent.Id,
            "--json")).Succeeds().Json[1].GetProperty("binding").GetProperty("install_id").GetString()
            .Should().Be("install-1");
        (await lap.RunAsync("integrations", "manifest",
            "slack")).Succeeds().Json.GetProperty("display_information").GetProperty("name").GetString()
            .Should().Be("Local agent platform");
        (await lap.RunAsync("integrations", "unbind", "reviewer", "slack")).Succeeds().Error.Should().Contain("no longer replies in slack");
        (await lap.RunAsync("integrations", "unbind", "reviewer", "slack",
            "--json")).Succeeds().Json.GetProperty("deleted").GetInt32().Should().Be(0);
        (await lap.RunAsync("integrations", "bind", "reviewer", "linear", "install-1")).Fails(3, "not found or not enabled");
    }

    [Fact]
    public async Task The_inline_harness_is_enabled_and_disabled()
    {
        await using Lap lap = await Lap.StartAsync();
        (await lap.RunAsync("inline-harness")).Succeeds().Out.Should().StartWith("off");
        (await lap.RunAsync("inline-harness", "on")).Succeeds().Out.Should().StartWith("on, 1 ready");
        (await lap.RunAsync("inline-harness", "--json")).Succeeds().Json.GetProperty("exists").GetBoolean().Should().BeTrue();
        (await lap.RunAsync("inline-harness", "off")).Succeeds().Out.Should().StartWith("off");
    }
}
