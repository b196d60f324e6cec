namespace LiteLlm.AgentSdk.IntegrationTests;

/// <summary>The environment decides which platform the suite runs against.</summary>
public sealed class AcceptanceSettingsTests
{
    [Fact]
    public void Without_an_address_and_a_key_the_local_platform_is_tested()
    {
        AcceptanceSettings settings = AcceptanceSettings.Read(static _ => null);

        settings.IsLocal.Should().BeTrue();
        settings.MessageHarnesses.Should().HaveCount(4);
        settings.TerminalHarnesses.Should().HaveCount(4);
    }

    [Theory]
    [InlineData("https://lap.example", null)]
    [InlineData(null, "key")]
    [InlineData("https://lap.example", " ")]
    public void Half_a_setting_is_an_error(string? url, string? key)
    {
        Action read = () => Read(("LITELLM_AGENT_PLATFORM_URL", url), ("LITELLM_AGENT_PLATFORM_KEY", key));
        read.Should().Throw<InvalidOperationException>().WithMessage("Set both*");
    }

    [Fact]
    public void Everything_can_be_set()
    {
        AcceptanceSettings settings = Read(
            ("LITELLM_AGENT_PLATFORM_URL", "https://lap.example"), ("LITELLM_AGENT_PLATFORM_KEY", "key"),
            ("LITELLM_AGENT_PLATFORM_MODEL", "m"),
            ("LITELLM_AGENT_PLATFORM_HARNESSES", "opencode, codex"), ("LITELLM_AGENT_PLATFORM_SLOW", "1"));

        settings.IsLocal.Should().BeFalse();
        settings.BaseUrl.Should().Be(new Uri("https://lap.example"));
        settings.ApiKey.Should().Be("key");
        settings.Model.Should().Be("m");
        settings.Slow.Should().BeTrue();
        settings.MessageHarnesses.Should().Equal(HarnessId.OpenCode);
        settings.TerminalHarnesses.Should().Equal(HarnessId.Codex);
    }

    [Fact]
    public void A_harness_that_the_suite_does_not_know_is_an_error()
    {
        Action read = () => Read(("LITELLM_AGENT_PLATFORM_HARNESSES", "opencode,opnecode"));
        read.Should().Throw<InvalidOperationException>().WithMessage("*names 'opnecode'*");
    }

    private static AcceptanceSettings Read(params (string Name, string? Value)[] environment) =>
        AcceptanceSettings.Read(environment.ToDictionary(static pair => pair.Name, static pair => pair.Value).GetValueOrDefault);
}
