using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.DependencyInjection;

public class AddAgentPlatformTests
{
    [Fact]
    public async Task A_section_of_the_configuration_sets_up_a_client()
    {
        IConfiguration section = Configuration(new()
        {
            ["Lap:BaseUrl"] = "https://lap.example.com/api/v1",
            ["Lap:ApiKey"] = "sk-configured",
            ["Lap:Generation"] = "Proxy",
            ["Lap:RequestTimeout"] = "00:00:07",
            ["Lap:TurnTimeout"] = "01:30:00",
            ["Lap:StreamIdleTimeout"] = "00:02:00",
            ["Lap:ReadyTimeout"] = "00:03:00",
            ["Lap:QueueTimeout"] = "00:04:00",
            ["Lap:Retry:MaxRetries"] = "5",
            ["Lap:Retry:BaseDelay"] = "00:00:00.25",
            ["Lap:Retry:MaxDelay"] = "00:00:09",
            ["Lap:ExtraHeaders:X-Gateway-Key"] = "g",
            ["Lap:UserAgent"] = "MyApp/1.2",
            ["Lap:GatewayUrl"] = "https://gateway.example",
            ["Lap:GatewayKey"] = "sk-gateway",
            ["Lap:AllowInsecureHttp"] = "true",
        }).GetSection("Lap");
        ServiceCollection services = [];
        services.AddAgentPlatform(section);
        await using ServiceProvider provider = services.BuildServiceProvider();

        AgentPlatformOptions options = provider.GetRequiredService<AgentPlatformClient>().Transport.Options;

        options.BaseUrl.Should().Be(new Uri("https://lap.example.com/api/v1"));
        options.ApiKey.Should().Be("sk-configured");
        options.Generation.Should().Be(PlatformGeneration.Proxy);
        new[] { options.RequestTimeout, options.TurnTimeout, options.StreamIdleTimeout, options.ReadyTimeout,
            options.QueueTimeout }.Should().Equal(
            TimeSpan.FromSeconds(7), TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(4));
        options.Retry.Should().BeEquivalentTo(new RetryOptions
        {
            MaxRetries = 5,
            BaseDelay = TimeSpan.FromMilliseconds(250),
            MaxDelay = TimeSpan.FromSeconds(9)
        });
        options.Headers.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create("X-Gateway-Key", "g"));
        options.UserAgent.Should().Be("MyApp/1.2");
        (options.GatewayUrl, options.GatewayKey, options.AllowInsecureHttp).Should().Be(("https://gateway.example", "sk-gateway", true));
    }

    [Fact]
    public async Task The_start_of_the_application_fails_with_every_problem()
    {
        ServiceCollection services = [];
        services.AddAgentPlatform(options =>
        {
            options.BaseUrl = new Uri("http://lap.example.com");
            options.ApiKey = "sk\nx";
            options.RequestTimeout = TimeSpan.Zero;
        });
        services.AddAgentPlatform("eu", options => (options.BaseUrl, options.ApiKey) = (new Uri("https://eu.example.com"), "sk-eu"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        OptionsValidationException failure =
            Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        failure.OptionsName.Should().BeEmpty();
        failure.Failures.Should().HaveCount(3).And.Contain(f =>
            f.StartsWith("BaseUrl:")).And.Contain(f => f.StartsWith("ApiKey:")).And.Contain(f => f.StartsWith("RequestTimeout:"));
        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<AgentPlatformClient>());
        provider.GetRequiredKeyedService<AgentPlatformClient>("eu").Should().NotBeNull("the other platform is valid");
    }

    [Fact]
    public async Task A_platform_that_is_registered_twice_names_each_problem_once()
    {
        ServiceCollection services = [];
        services.AddAgentPlatform(options => options.BaseUrl = new Uri("http://lap.example.com"));
        services.AddAgentPlatform(options => options.ApiKey = "sk\nx");
        services.AddAgentPlatform("eu", options => (options.BaseUrl, options.ApiKey) = (new Uri("http://eu.example.com"), "k"));
        services.AddAgentPlatform("eu");
        await using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<AgentPlatformClient>()).Failures.Should().HaveCount(2);
        Assert.Throws<OptionsValidationException>(() =>
            provider.GetRequiredKeyedService<AgentPlatformClient>("eu")).Failures.Should().HaveCount(1);
    }

    [Fact]
    public async Task The_name_of_a_platform_is_also_the_name_of_its_connection_string()
    {
        ServiceCollection services = [];
        services.AddSingleton<IConfiguration>(Configuration(new()
        {
            ["ConnectionStrings:lap"] = "Endpoint=https://lap.example.com;Key=sk-lap",
            ["ConnectionStrings:eu"] = "Endpoint=https://eu.example.com",
        }));
        services.AddAgentPlatform("lap");
        services.AddAgentPlatform("eu", options => options.ApiKey = "sk-own");
        services.AddAgentPlatform("us", options => options.ConnectionString = "Endpoint=https://us.example.com;Key=sk-us");
        services.AddAgentPlatform(options => options.ConnectionString = "Endpoint=https://default.example.com;Key=sk-default");
        await using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredService<IStartupValidator>().Validate();
        Of("lap").Should().Be((new Uri("https://lap.example.com"), "sk-lap"));
        Of("eu").Should().Be((new Uri("https://eu.example.com"), "sk-own"));
        Of("us").Should().Be((new Uri("https://us.example.com"), "sk-us"));
        provider.GetRequiredService<AgentPlatformClient>().PlatformUrl.Should().Be(new Uri("https://default.example.com"));

        (Uri?, string?) Of(string name)
        {
            AgentPlatformOptions options = provider.GetRequiredKeyedService<AgentPlatformClient>(name).Transport.Options;
            return (options.BaseUrl, options.ApiKey);
        }
    }

    [Fact]
    public async Task A_connection_string_and_a_section_are_combined()
    {
        IConfiguration configuration = Configuration(new()
        {
            ["ConnectionStrings:lap"] = "Endpoint=https://lap.example.com;Key=sk-lap",
            ["Lap:TurnTimeout"] = "00:03:00",
            ["Lap:BaseUrl"] = "https://other.example.com",
        });
        ServiceCollection services = [];
        services.AddSingleton(configuration);
        services.AddAgentPlatform("lap", configuration.GetSection("Lap"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        AgentPlatformOptions options = provider.GetRequiredKeyedService<AgentPlatformClient>("lap").Transport.Options;

        (options.BaseUrl, options.ApiKey, options.TurnTimeout)
            .Should().Be((new Uri("https://lap.example.com"), "sk-lap", TimeSpan.FromMinutes(3)));
    }

    [Fact]
    public async Task A_connection_string_that_can_not_be_used_fails_the_start_without_being_shown()
    {
        ServiceCollection services = [];
        services.AddSingleton<IConfiguration>(Configuration(new()
        {
            ["ConnectionStrings:lap"] = "Endpoint=lap.example.com;Key=sk-secret;sk-more",
        }));
        services.AddAgentPlatform("lap", options => options.TurnTimeout = TimeSpan.Zero);
        await using ServiceProvider provider = services.BuildServiceProvider();

        OptionsValidationException failure =
            Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        failure.Failures.Should().HaveCount(3)
            .And.Contain(f => f.StartsWith("ConnectionString: part 3"))
            .And.Contain(f => f.StartsWith("ConnectionString.Endpoint:"))
            .And.Contain(f => f.StartsWith("TurnTimeout:"));
        failure.Message.Should().NotContain("sk-");
    }

    [Fact]
    public void A_client_for_tests_derives_without_options()
    {
        using MockedClient client = new();

        client.Agents.Should().BeSameAs(MockedClient.Mock);
        client.ToString().Should().Be("AgentPlatformClient { (none) }");
        Assert.Throws<InvalidOperationException>(() =>
            client.Sessions).Message.Should().Contain("MockedClient").And.Contain("must override the members that the test uses");
        Assert.Throws<InvalidOperationException>(() => client.PlatformUrl);
    }

    [Fact]
    public async Task A_start_with_valid_options_succeeds()
    {
        ServiceCollection services = [];
        services.AddAgentPlatform(options => (options.BaseUrl, options.ApiKey) = (new Uri("https://lap.example.com"), Clients.Key));
        await using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public async Task The_clock_of_the_services_is_used_unless_the_options_have_one()
    {
        ManualTimeProvider shared = new();
        ManualTimeProvider own = new();
        ServiceCollection services = [];
        services.AddSingleton<TimeProvider>(shared);
        services.AddAgentPlatform(options => (options.BaseUrl, options.ApiKey) = (new Uri("https://lap.example.com"), Clients.Key));
        services.AddAgentPlatform("own", options =>
            (options.BaseUrl, options.ApiKey, options.TimeProvider) = (new Uri("https://lap.example.com"), Clients.Key, own));
        await using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredService<AgentPlatformClient>().Transport.Time.Should().BeSameAs(shared);
        provider.GetRequiredKeyedService<AgentPlatformClient>("own").Transport.Time.Should().BeSameAs(own);
    }

    [Fact]
    public async Task A_call_uses_what_an_earlier_call_detected()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(context =>
            context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal) ? Respond.Json(Clients.ReadySession)(context)
                : Respond.Status(404)(context));
        ServiceCollection services = [];
        services.AddAgentPlatform(options => (options.BaseUrl, options.ApiKey) = (stub.BaseAddress, Clients.Key));
        await using ServiceProvider provider = services.BuildServiceProvider();

        await provider.GetRequiredService<AgentPlatformClient>().Sessions.GetAsync("s1");
        await provider.GetRequiredService<AgentPlatformClient>().Sessions.GetAsync("s1");

        stub.Requests.Should().HaveCount(3);
    }

    private static IConfigurationRoot Configuration(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    private sealed class MockedAgents : AgentsClient;

    private sealed class MockedClient : AgentPlatformClient
    {
        public static MockedAgents Mock { get; } = new();

        public override AgentsClient Agents => Mock;
    }
}
