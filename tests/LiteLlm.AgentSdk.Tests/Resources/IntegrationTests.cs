using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Resources;

/// <summary>Other services in which agents answer, and the operators' switch for the inline harness.</summary>
public class IntegrationTests
{
    [Fact]
    public async Task An_agent_is_bound_to_one_workspace_of_a_service()
    {
        LocalIntegration slack = new();
        slack.Installs.Add(new LocalIntegrationInstall("install-2", "T00000002", "Second workspace"));
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(new LocalAgentPlatformOptions { Integration = slack });
        using AgentPlatformClient platform = lap.CreateClient();
        Agent agent = await platform.Agents.CreateAsync(new AgentCreateOptions { Model = "fake-model" });

        IntegrationBinding first = await agent.BindIntegrationAsync("slack", "install-1");
        IntegrationBinding again = await platform.Integrations.BindAsync(agent.Id, "slack", "install-1");
        IntegrationBinding second = await agent.BindIntegrationAsync("slack", "install-2");
        IReadOnlyList<IntegrationProvider> bound = await platform.Integrations.ListAsync(agent.Id).ToListAsync();
        int deleted = await agent.UnbindIntegrationAsync("slack");
        int deletedAgain = await platform.Integrations.UnbindAsync(agent.Id, "slack");
        IReadOnlyList<IntegrationProvider> unbound = await platform.Integrations.ListAsync(agent.Id).ToListAsync();

        first.Should().BeEquivalentTo(new { InstallId = "install-1", WorkspaceName = "Local workspace", Enabled = true });
        again.BindingId.Should().Be(first.BindingId);
        bound.Select(provider =>
            (provider.Id, provider.Enabled, provider.HasManifest)).Should().Equal(("linear", false, false), ("slack", true, true));
        bound[1].Installs.Select(install => install.InstallId).Should().Equal("install-1", "install-2");
        bound[1].Binding!.BindingId.Should().Be(second.BindingId).And.NotBe(first.BindingId);
        bound[0].Binding.Should().BeNull();
        (deleted, deletedAgain).Should().Be((1, 0));
        unbound[1].Binding.Should().BeNull();
    }

    [Fact]
    public async Task A_manifest_is_handed_on_as_it_is()
    {
        LocalIntegration slack = new() { Manifest = """{"Name":"x","url":"{base_url}/y","n":1.50}""" };
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(new LocalAgentPlatformOptions { Integration = slack });
        using AgentPlatformClient platform = lap.CreateClient();

        IntegrationManifest manifest = await platform.Integrations.GetManifestAsync("slack");

        string address = lap.BaseUrl.AbsoluteUri.TrimEnd('/');
        manifest.BaseUrl.Should().Be(address);
        manifest.Manifest.GetRawText().Should().Be($$"""{"Name":"x","url":"{{address}}/y","n":1.50}""");
    }

    [Fact]
    public async Task A_service_that_is_not_enabled_is_not_found()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using AgentPlatformClient platform = lap.CreateClient();
        Agent agent = await platform.Agents.CreateAsync(new AgentCreateOptions { Model = "fake-model" });

        Func<Task>[] calls =
        [
            () => platform.Integrations.GetManifestAsync("slack"),
            () => agent.BindIntegrationAsync("slack", "install-1"),
            () => agent.UnbindIntegrationAsync("slack"),
        ];

        foreach (Func<Task> call in calls)
        {
            (await call.Should().ThrowAsync<AgentPlatformNotFoundException>()).WithMessage("*not found or not enabled*");
        }

        await agent.Invoking(bound => bound.BindIntegrationAsync("slack", "")).Should().ThrowAsync<AgentPlatformValidationException>();
    }

    [Fact]
    public async Task Operators_switch_the_inline_harness()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using AgentPlatformClient platform = lap.CreateClient();

        InlineHarnessStatus before = await platform.Server.GetInlineHarnessAsync();
        InlineHarnessStatus on = await platform.Server.SetInlineHarnessAsync(true);
        InlineHarnessStatus off = await platform.Server.SetInlineHarnessAsync(false);

        (before.Exists, before.ReadyReplicas).Should().Be((false, (int?)0));
        (on.Exists, on.ReadyReplicas).Should().Be((true, (int?)1));
        off.Exists.Should().BeFalse();
        on.Url.Should().StartWith("http://brain-inline-harness.");
    }
}
