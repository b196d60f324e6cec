using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiteLlm.AgentSdk.Wire.Tests.DependencyInjection;

public class AddAgentPlatformTests
{
    [Fact]
    public async Task A_delegate_sets_the_options_and_the_client_is_a_singleton()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Agent));
        ServiceCollection services = [];
        services.AddAgentPlatform(options => (options.BaseUrl, options.ApiKey) = (wire.BaseAddress, Clients.Key));
        await using ServiceProvider provider =
            services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        using IServiceScope scope = provider.CreateScope();

        AgentPlatformClient client = provider.GetRequiredService<AgentPlatformClient>();
        await client.Agents.GetAsync("a1");

        scope.ServiceProvider.GetRequiredService<AgentPlatformClient>().Should().BeSameAs(client);
        wire.Requests[0].Headers["Authorization"].Should().Be($"Bearer {Clients.Key}");
    }

    [Fact]
    public async Task Two_platforms_are_registered_by_name()
    {
        using PlatformWire eu = PlatformWire.Start(Answer.Json(Clients.Agent));
        using PlatformWire us = PlatformWire.Start(Answer.Json(Clients.Agent));
        List<string> passed = [];
        ServiceCollection services = [];
        services.AddAgentPlatform("eu", options => (options.BaseUrl, options.ApiKey) = (eu.BaseAddress, "sk-eu"))
            .AddHttpMessageHandler(() => new NotingHandler(passed, "eu"));
        services.AddAgentPlatform("us", Configuration(new() { ["BaseUrl"] = us.BaseAddress.ToString(), ["ApiKey"] = "sk-us" }))
            .AddHttpMessageHandler(() => new NotingHandler(passed, "us"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        await provider.GetRequiredKeyedService<AgentPlatformClient>("eu").Agents.GetAsync("a1");
        await provider.GetRequiredKeyedService<AgentPlatformClient>("us").Agents.GetAsync("a1");

        eu.Requests.Should().ContainSingle().Which.Headers["Authorization"].Should().Be("Bearer sk-eu");
        us.Requests.Should().ContainSingle().Which.Headers["Authorization"].Should().Be("Bearer sk-us");
        passed.Should().Equal("eu", "us");
        provider.GetRequiredKeyedService<AgentPlatformClient>("eu")
            .Should().BeSameAs(provider.GetRequiredKeyedService<AgentPlatformClient>("eu"));
        provider.GetService<AgentPlatformClient>().Should().BeNull("neither is the default");
    }

    [Fact]
    public async Task Each_call_takes_its_HttpClient_from_the_factory()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Agent));
        ServiceCollection services = [];
        int made = 0;
        IHttpClientBuilder builder =
            services.AddAgentPlatform(options => (options.BaseUrl, options.ApiKey) = (wire.BaseAddress, Clients.Key));
        builder.ConfigureHttpClient(_ => made++);
        await using ServiceProvider provider = services.BuildServiceProvider();
        AgentPlatformClient client = provider.GetRequiredService<AgentPlatformClient>();

        await client.Agents.GetAsync("a1");
        await client.Agents.GetAsync("a1");

        made.Should().Be(2);
    }

    [Fact]
    public async Task The_handlers_run_in_order_and_see_the_final_request()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Agent));
        List<string> passed = [];
        ServiceCollection services = [];
        services.AddAgentPlatform(options => (options.BaseUrl, options.ApiKey) = (wire.BaseAddress, Clients.Key))
            .AddHttpMessageHandler(() => new NotingHandler(passed, "outer"))
            .AddHttpMessageHandler(() => new NotingHandler(passed, "inner"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        await provider.GetRequiredService<AgentPlatformClient>().Agents.GetAsync("a1");

        passed.Should().Equal("outer", "inner");
        wire.Requests[0].Headers["X-Passed"].Should().Be("outer,inner");
    }

    private static IConfigurationRoot Configuration(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();

    private sealed class NotingHandler(List<string> passed, string name) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            passed.Add(name);
            string before = request.Headers.TryGetValues("X-Passed", out IEnumerable<string>? values) ? string.Join(',', values) + "," : "";
            request.Headers.Remove("X-Passed");
            request.Headers.Add("X-Passed", before + name);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
