namespace LiteLlm.AgentSdk.Wire.Tests.Options;

[Collection(EnvironmentCollection.Name)]
public class EnvironmentTests
{
    [Fact]
    public async Task The_environment_configures_a_client()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Agent));
        using EnvironmentScope scope = new(wire.BaseAddress.ToString(), "  sk-from-environment\n", "https://gateway.example", "sk-gateway");
        using AgentPlatformClient client = new();

        await client.Agents.CreateAsync(new AgentCreateOptions { Model = "m" });

        wire.ShouldHaveReceivedOne();
        wire.Requests[0].Headers["Authorization"].Should().Be("Bearer sk-from-environment");
        wire.Requests[0].Text.Should().Be("""{"model":"m","litellm_api_key":"sk-gateway","litellm_api_base":"https://gateway.example"}""");
    }

    [Fact]
    public async Task Options_override_the_environment()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Agent));
        using EnvironmentScope scope = new("https://nowhere.invalid", "sk-from-environment", "https://gateway.example", "sk-gateway");
        using AgentPlatformClient client =
            Clients.For(wire.BaseAddress, options => (options.GatewayUrl, options.GatewayKey) = ("https://own.example", "sk-own"));

        await client.Agents.CreateAsync(new AgentCreateOptions { Model = "m" });

        wire.Requests[0].Headers["Authorization"].Should().Be($"Bearer {Clients.Key}");
        wire.Requests[0].Text.Should().Contain("sk-own").And.Contain("https://own.example").And.NotContain("sk-gateway");
    }
}
