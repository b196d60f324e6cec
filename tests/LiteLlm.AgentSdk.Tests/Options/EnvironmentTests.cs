using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Options;

[Collection(EnvironmentCollection.Name)]
public class EnvironmentTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \n")]
    public void A_missing_setting_is_named_with_both_ways_to_set_it(string? nothing)
    {
        using EnvironmentScope scope = new(nothing, nothing);

        AgentPlatformValidationException failure =
            Assert.Throws<AgentPlatformValidationException>(() => new AgentPlatformClient(new AgentPlatformOptions { ApiKey = nothing }));

        failure.ValidationErrors.Select(e => e.Path).Should().Equal("BaseUrl", "ApiKey");
        failure.Message.Should()
            .Contain("AgentPlatformOptions.BaseUrl").And.Contain("LITELLM_AGENT_PLATFORM_URL").And
            .Contain("AgentPlatformOptions.ApiKey").And.Contain("LITELLM_AGENT_PLATFORM_KEY");
    }

    [Theory]
    [InlineData("lap.example.com")]
    [InlineData("/api/v1")]
    [InlineData("ftp://lap.example.com")]
    [InlineData("http://")]
    [InlineData("https://[bad")]
    public void An_invalid_address_in_the_environment_is_a_validation_problem(string url)
    {
        using EnvironmentScope scope = new(url);

        AgentPlatformValidationException failure = Assert.Throws<AgentPlatformValidationException>(() => new AgentPlatformClient());

        failure.ValidationErrors.Select(e => e.Path).Should().Equal("BaseUrl", "ApiKey");
        failure.Message.Should().Contain("absolute http or https address");
    }

    [Fact]
    public async Task Agents_with_equal_settings_share_a_client()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Agent));
        using EnvironmentScope scope = new(stub.BaseAddress.ToString(), "sk-one");

        Agent first = await Agent.CreateAsync(new AgentCreateOptions { Model = "m" });
        Agent second = await Agent.CreateAsync(new AgentCreateOptions { Model = "m" });
        Agent third = await Agent.CreateAsync(new AgentCreateOptions { Model = "m" }, new AgentPlatformOptions { ApiKey = "sk-two" });

        stub.Requests.Select(r => r.Headers["Authorization"]).Should().Equal("Bearer sk-one", "Bearer sk-one", "Bearer sk-two");
        stub.Requests[1].ConnectionId.Should().Be(stub.Requests[0].ConnectionId);
        stub.Requests[2].ConnectionId.Should().Be(stub.Requests[0].ConnectionId, "all keys share one pool of connections");
        second.Transport.Should().BeSameAs(first.Transport);
        third.Transport.Should().NotBeSameAs(first.Transport);
        new[] { first, second, third }.Should().OnlyContain(agent => agent.Id == "a1");
    }
}
