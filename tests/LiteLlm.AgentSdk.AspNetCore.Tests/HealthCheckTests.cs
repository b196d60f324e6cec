using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiteLlm.AgentSdk.AspNetCore.Tests;

/// <summary>The states of the health check, none of which shows a secret.</summary>
public class HealthCheckTests
{
    private const string Secret = "sk-a-very-secret-key";

    [Fact]
    public async Task A_platform_that_answers_is_healthy()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(new() { ApiKey = Secret });

        // The clock stands still, since on a busy machine an answer may be slow enough to count as degraded.
        HealthReportEntry entry = await CheckAsync(lap.BaseUrl, Secret, time: new ManualTimeProvider());

        entry.Status.Should().Be(HealthStatus.Healthy);
        entry.Data["reason"].Should().Be("ok");
        entry.Tags.Should().Equal("ready");
    }

    [Fact]
    public async Task A_wrong_key_is_distinguished_from_an_unreachable_platform()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();

        // A port that is bound without a listener. A port that was released may belong to the platform of another test by now.
        using Socket nobody = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        UriBuilder nowhere = new(lap.BaseUrl) { Port = ((IPEndPoint)nobody.LocalEndPoint!).Port };

        HealthReportEntry wrong = await CheckAsync(lap.BaseUrl, Secret);
        HealthReportEntry gone = await CheckAsync(nowhere.Uri, Secret);

        wrong.Status.Should().Be(HealthStatus.Unhealthy);
        wrong.Data["reason"].Should().Be("authentication");
        wrong.Data["status_code"].Should().Be(401);
        gone.Status.Should().Be(HealthStatus.Unhealthy);
        gone.Data["reason"].Should().Be("unreachable");
        foreach ((HealthReportEntry entry, int port) in new[] { (wrong, lap.BaseUrl.Port), (gone, nowhere.Port) })
        {
            string all = $"{entry.Description} {string.Join(' ', entry.Data.Values)} {entry.Exception}";
            all.Should().NotContain(Secret);
            entry.Description.Should().StartWith((string)entry.Data["reason"]).And.NotContain(port.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task A_slow_platform_is_degraded()
    {
        ManualTimeProvider time = new();
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        lap.Faults.Add(Fault.Stall(release.Task).On("GET", "/api/v1/managed_agents/dockerfiles"));
        Task<HealthReportEntry> checking = CheckAsync(lap.BaseUrl, lap.ApiKey, degradedAfter: TimeSpan.FromSeconds(3), time: time);
        await lap.Faults.WaitForFiredAsync(1).WaitAsync(WebServer.Patience);
        time.Advance(TimeSpan.FromSeconds(4));
        release.SetResult();

        HealthReportEntry entry = await checking.WaitAsync(WebServer.Patience);

        entry.Status.Should().Be(HealthStatus.Degraded);
        entry.Data["reason"].Should().Be("slow");
        entry.Data["elapsed_ms"].Should().Be(4000d);
    }

    [Fact]
    public async Task A_platform_that_is_busy_is_degraded()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        lap.Faults.Add(Fault.Status(429, """{"error":"slow down"}""").Forever());

        HealthReportEntry entry = await CheckAsync(lap.BaseUrl, lap.ApiKey);

        entry.Status.Should().Be(HealthStatus.Degraded);
        entry.Data["reason"].Should().Be("rate_limited");
    }

    [Fact]
    public async Task The_application_chooses_the_status_of_a_failure()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();

        (await CheckAsync(lap.BaseUrl, Secret, failureStatus: HealthStatus.Degraded)).Status.Should().Be(HealthStatus.Degraded);
    }

    [Fact]
    public async Task A_check_that_takes_too_long_fails()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        lap.Faults.Add(Fault.Stall().Forever());

        HealthReportEntry entry = await CheckAsync(lap.BaseUrl, lap.ApiKey, timeout: TimeSpan.FromMilliseconds(50));

        entry.Status.Should().Be(HealthStatus.Unhealthy);
        entry.Description.Should().Contain("timeout");
    }

    [Fact]
    public async Task The_named_platform_of_several_is_checked()
    {
        await using LocalAgentPlatform one = await LocalAgentPlatform.StartAsync();
        await using LocalAgentPlatform two = await LocalAgentPlatform.StartAsync();
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new ManualTimeProvider()); // no answer is late
        services.AddAgentPlatform("one", options => Set(options, one.BaseUrl, one.ApiKey));
        services.AddAgentPlatform("two", options => Set(options, two.BaseUrl, "wrong"));
        services.AddHealthChecks().AddAgentPlatformHealthCheck("first", clientName: "one").AddAgentPlatformHealthCheck("second",
            clientName: "two");
        await using ServiceProvider provider = services.BuildServiceProvider();

        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        report.Entries["first"].Status.Should().Be(HealthStatus.Healthy);
        report.Entries["second"].Status.Should().Be(HealthStatus.Unhealthy);
    }

    private static async Task<HealthReportEntry> CheckAsync(
        Uri address, string key, HealthStatus? failureStatus = null, TimeSpan? timeout = null, TimeSpan? degradedAfter = null,
            TimeProvider? time = null)
    {
        ServiceCollection services = new();
        services.AddLogging();
        if (time is not null)
        {
            services.AddSingleton(time);
        }

        services.AddAgentPlatform(options =>
        {
            Set(options, address, key);
            options.Retry.MaxRetries = 0;
        });
        services.AddHealthChecks().AddAgentPlatformHealthCheck(failureStatus: failureStatus, tags: ["ready"], timeout: timeout,
            degradedAfter: degradedAfter);
        await using ServiceProvider provider = services.BuildServiceProvider();
        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries["agent-platform"];
    }

    private static void Set(AgentPlatformOptions options, Uri address, string key)
    {
        options.BaseUrl = address;
        options.ApiKey = key;
    }
}
