namespace LiteLlm.AgentSdk.Wire.Tests.Resources;

public class ServerTests
{
    [Fact]
    public async Task A_platform_that_does_not_reach_its_cluster_is_an_answer()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"ok":false,"error":"no cluster","elapsed_ms":6}""", 503));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        PlatformHealth health = await client.Server.GetHealthAsync();

        (health.Ok, health.Error, health.ElapsedMs).Should().Be((false, "no cluster", 6));
        wire.Requests.Should().ContainSingle("an answer is not asked for again");
    }

    [Fact]
    public async Task An_error_of_a_gateway_is_not_an_answer_of_the_platform()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Status(503, "no healthy upstream"));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress, options => options.Retry = new RetryOptions { MaxRetries = 0 });

        Func<Task> ask = () => client.Server.GetHealthAsync();

        await ask.Should().ThrowAsync<AgentPlatformSandboxException>();
    }

    [Theory]
    [InlineData("https-prefix/api", "/https-prefix/api/config")]
    [InlineData("", "/api/config")]
    [InlineData("api/v1/managed_agents", "/api/config")]
    public async Task The_configuration_is_beside_the_versions(string path, string target)
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"base_url":"https://lap","preinstalled_github_repo":null}"""));
        using AgentPlatformClient client = Clients.For(new Uri(wire.BaseAddress, path));

        PlatformConfiguration configuration = await client.Server.GetConfigurationAsync();

        configuration.BaseUrl.Should().Be("https://lap");
        wire.ShouldHaveReceivedOne().Target.Should().Be(target);
    }

    [Theory]
    [InlineData("""{"data":[{"id":"github","url":"https://mcp/github"}]}""", "github", null)]
    [InlineData("""[{"server_id":"g1","server_name":"github"}]""", null, "g1")]
    public async Task Gateways_name_their_servers_in_their_own_ways(string answer, string? id, string? serverId)
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(answer));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        McpServerInfo server = (await client.Server.ListMcpServersAsync().ToListAsync()).Should().ContainSingle().Subject;

        (server.Id, server.ServerId).Should().Be((id, serverId));
        wire.Requests[0].Target.Should().Be("/api/v1/mcp/server");
    }
}
