using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using Xunit;

namespace AspireSample.Tests;

/// <summary>Runs the Aspire sample: an app host, the web app, and a platform in the app host or elsewhere.</summary>
public sealed class SampleTests
{
    /// <summary>Longer than processes take to start on a busy machine, so that a hanging test fails.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_web_app_becomes_healthy_answers_and_leaves_traces()
    {
        await using OtlpStub otlp = await OtlpStub.StartAsync("invoke_agent web");
        IDistributedApplicationTestingBuilder builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
        builder.CreateResourceBuilder<ProjectResource>("web")
            .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", otlp.Url)
            .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
            .WithEnvironment("OTEL_BSP_SCHEDULE_DELAY", "100");
        await using DistributedApplication app = await StartAsync(builder);
        using HttpClient http = app.CreateHttpClient("web");

        string answer = await http.GetStringAsync("/ask?text=hello");

        answer.Should().Be("echo: hello");
        await otlp.Seen.WaitAsync(s_patience);
    }

    [Fact]
    public async Task A_platform_elsewhere_is_used_by_its_connection_string()
    {
        await using LocalAgentPlatform elsewhere = await LocalAgentPlatform.StartAsync(new() { Script = DemoScript.RunAsync });
        IDistributedApplicationTestingBuilder builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [$"--ConnectionStrings:lap=Endpoint={elsewhere.BaseUrl};Key={elsewhere.ApiKey}"]);
        builder.Resources.Should().NotContain(r => r.Name == "platform");
        await using DistributedApplication app = await StartAsync(builder);
        using HttpClient http = app.CreateHttpClient("web");

        string answer = await http.GetStringAsync("/ask?text=hello");
        await elsewhere.DisposeAsync();
        using HttpResponseMessage health = await http.GetAsync("/health");

        answer.Should().Be("echo: hello");
        elsewhere.Counters.TurnsStarted.Should().Be(1);
        health.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable, "the platform is gone");
    }

    private static async Task<DistributedApplication> StartAsync(IDistributedApplicationTestingBuilder builder)
    {
        DistributedApplication app = await builder.BuildAsync().WaitAsync(s_patience);
        await app.StartAsync().WaitAsync(s_patience);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("web").WaitAsync(s_patience);
        return app;
    }
}
