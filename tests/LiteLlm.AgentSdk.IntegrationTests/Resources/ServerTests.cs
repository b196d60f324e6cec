using System.Text.Json;

namespace LiteLlm.AgentSdk.IntegrationTests.Resources;

/// <summary>The platform itself.</summary>
public sealed class ServerTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableFact]
    [Covers(Calls.GetConfiguration)]
    public async Task The_configuration_is_returned() =>
        (await Client.Server.GetConfigurationAsync()).Raw.ValueKind.Should().Be(JsonValueKind.Object);

    [SkippableFact]
    [Covers(Calls.GetHealth)]
    public async Task The_health_of_the_cluster_is_returned_even_if_it_is_bad()
    {
        PlatformHealth health = await Client.Server.GetHealthAsync();
        (health.Ok || health.Error is { Length: > 0 }).Should().BeTrue("a cluster that is not well has an error");
    }

    [SkippableFact]
    [Covers(Calls.GetStatistics)]
    public async Task The_statistics_are_returned() =>
        (await Need.OfferedAsync(() => Client.Server.GetStatisticsAsync(), 500, 503)).ValueKind.Should().Be(JsonValueKind.Object);

    [SkippableFact]
    [Covers(Calls.GetMetrics)]
    public async Task The_metrics_are_returned() => (await Client.Server.GetMetricsAsync()).Should().NotBeNull();

    [SkippableFact]
    [Covers(Calls.ListModels)]
    public async Task The_models_of_the_gateway_are_listed()
    {
        IReadOnlyList<ModelInfo> models = await Need.OfferedAsync(() => Client.Server.ListModelsAsync().ToListAsync(), 502);
        models.Should().NotBeEmpty().And.OnlyContain(static model => model.Id.Length > 0);
    }

    [SkippableFact]
    [Covers(Calls.ListMcpServers)]
    public async Task The_MCP_servers_of_the_gateway_are_listed() =>
        (await Need.OfferedAsync(() => Client.Server.ListMcpServersAsync().ToListAsync(), 404, 502)).Should().NotBeNull();

    [SkippableFact]
    [Covers(Calls.ListHarnessImages)]
    public async Task The_images_of_the_harnesses_are_listed() =>
        (await Client.Server.ListHarnessImagesAsync().ToListAsync())
            .Should().NotBeEmpty().And.OnlyContain(static image => image.Id.Value.Length > 0);

    [SkippableFact]
    [Covers(Calls.ListTemplates)]
    public async Task The_templates_are_listed() =>
        (await Client.Templates.ListAsync().ToListAsync())
            .Should().OnlyContain(static template => template.Id.Length > 0 && template.Name.Length > 0);
}
