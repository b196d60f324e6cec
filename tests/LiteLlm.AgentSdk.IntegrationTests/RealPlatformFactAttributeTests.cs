using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.IntegrationTests;

public class RealPlatformFactAttributeTests
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData("https://lap.example", null, false)]
    [InlineData(null, "key", false)]
    [InlineData("https://lap.example", " ", false)]
    [InlineData("https://lap.example", "key", true)]
    public void A_test_runs_where_both_variables_are_set(string? url, string? key, bool runs)
    {
        Dictionary<string, string?> environment = new() { ["LITELLM_AGENT_PLATFORM_URL"] = url, ["LITELLM_AGENT_PLATFORM_KEY"] = key };

        string? why = RealPlatformFactAttribute.WhySkipped(environment.GetValueOrDefault);

        why.Should().Be(runs ? null : "set LITELLM_AGENT_PLATFORM_URL and LITELLM_AGENT_PLATFORM_KEY to run against a real platform");
    }

    [Fact]
    public void The_attribute_asks_the_environment() =>
        new RealPlatformFactAttribute().Skip.Should().Be(RealPlatformFactAttribute.WhySkipped(Environment.GetEnvironmentVariable));
}
