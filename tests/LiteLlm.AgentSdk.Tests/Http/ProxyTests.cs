using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>Calls to the local machine never use a proxy of the environment.</summary>
public class ProxyTests
{
    private static readonly WebProxy Elsewhere = new("http://127.0.0.1:9");

    [Theory]
    [InlineData("http://localhost:4000/api", true)]
    [InlineData("http://LOCALHOST./", true)]
    [InlineData("http://lap.localhost/", true)]
    [InlineData("http://127.0.0.1:4000/", true)]
    [InlineData("http://127.8.9.1/", true)]
    [InlineData("http://[::1]:4000/", true)]
    [InlineData("http://[::ffff:127.0.0.1]/", true)]
    [InlineData("ws://localhost/tty", true)]
    [InlineData("wss://127.0.0.1/tty", true)]
    [InlineData("https://lap.acme.dev/", false)]
    [InlineData("http://10.0.0.7/", false)]
    [InlineData("http://localhost.acme.dev/", false)]
    [InlineData("http://notlocalhost/", false)]
    public void Only_loopback_addresses_bypass_the_proxy(string address, bool bypassed)
    {
        EnvironmentProxy proxy = new(Elsewhere);

        proxy.IsBypassed(new Uri(address)).Should().Be(bypassed);
        proxy.GetProxy(new Uri(address)).Should().Be(bypassed ? null : new Uri("http://127.0.0.1:9"));
    }

    [Fact]
    public void The_proxy_of_the_environment_is_used_for_everything_else() =>
        new EnvironmentProxy().GetProxy(new Uri("https://lap.acme.dev/"))
            .Should().Be(HttpClient.DefaultProxy.GetProxy(new Uri("https://lap.acme.dev/")));

    [Fact]
    public async Task The_handlers_of_all_clients_bypass_the_proxy_for_loopback()
    {
        using SocketsHttpHandler own = AgentPlatformClient.Handler();
        own.Proxy.Should().BeOfType<EnvironmentProxy>();
        own.UseProxy.Should().BeTrue();
        ServiceCollection services = [];
        IHttpClientBuilder added =
            services.AddAgentPlatform(options => (options.BaseUrl, options.ApiKey) = (new Uri("http://localhost"), "k"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        HttpMessageHandler handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(added.Name);
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        handler.Should().BeOfType<SocketsHttpHandler>().Which.Proxy.Should().BeOfType<EnvironmentProxy>();
    }

    [Fact]
    public async Task A_call_to_loopback_bypasses_an_unreachable_proxy()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Agent));
        using SocketsHttpHandler straight = AgentPlatformClient.Handler();
        straight.Proxy = new EnvironmentProxy(new WebProxy(Clients.Nowhere()));
        using HttpClient http = new(straight);
        using AgentPlatformClient client = new(http, Clients.Options(stub.BaseAddress));

        (await client.Agents.GetAsync("a1")).Id.Should().Be("a1");
    }
}
