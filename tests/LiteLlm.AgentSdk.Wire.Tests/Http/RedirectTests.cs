using Microsoft.Extensions.DependencyInjection;

namespace LiteLlm.AgentSdk.Wire.Tests.Http;

public class RedirectTests
{
    [Theory]
    [InlineData("get agent", 308)]
    [InlineData("get agent", 307)]
    [InlineData("get agent", 301)]
    [InlineData("get agent", 302)]
    [InlineData("create agent", 308)]
    [InlineData("create agent", 307)]
    [InlineData("update agent", 308)]
    [InlineData("send", 308)]
    public async Task A_redirect_within_the_server_is_followed_with_the_body_once_each(string call, int status)
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(call == "send" ? Clients.Reply : Clients.Agent));
        wire.GivenFirst(Answer.Status(status, "", ("Location", "/elsewhere/agents")));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        await Calls.MakeAsync(wire, client, call);

        wire.Requests.Should().HaveCount(2);
        wire.Requests[1].Target.Should().Be("/elsewhere/agents");
        wire.Requests[1].Method.Should().Be(wire.Requests[0].Method);
        wire.Requests[1].Text.Should().Be(wire.Requests[0].Text);
        wire.Requests[1].Headers["Authorization"].Should().Be($"Bearer {Clients.Key}");
        wire.Requests[1].Headers.GetValueOrDefault("Content-Type").Should().Be(wire.Requests[0].Headers.GetValueOrDefault("Content-Type"));
    }

    [Fact]
    public async Task A_redirect_is_followed_in_dependency_injection_under_the_guard()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Reply));
        wire.GivenFirst(Answer.Status(308, "", ("Location", "/api/v1/managed_agents/sessions/s1/message/")));
        ServiceCollection services = [];
        services.AddAgentPlatform(options => (options.BaseUrl, options.ApiKey, options.Healing) =
            (wire.BaseAddress, Clients.Key, new HealingOptions { Enabled = false }));
        await using ServiceProvider provider = services.BuildServiceProvider();

        Reply reply = await (await wire.SessionAsync(provider.GetRequiredService<AgentPlatformClient>())).SendAsync("hello");

        reply.Text.Should().Be("hi");
        wire.Requests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("create agent", 301)]
    [InlineData("create agent", 302)]
    [InlineData("create agent", 303)]
    [InlineData("delete agent", 302)]
    public async Task A_redirect_that_would_turn_a_call_into_a_read_is_not_followed(string call, int status)
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Status(status, "", ("Location", "/login")));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        AgentPlatformException failure = await Assert.ThrowsAnyAsync<AgentPlatformException>(() => Calls.MakeAsync(wire, client, call));

        failure.Message.Should().Contain($"redirected ({status}) to /login");
        wire.ShouldHaveReceivedOne();
    }

    [Theory]
    [InlineData("get agent", 308)]
    [InlineData("get agent", 302)]
    [InlineData("create agent", 308)]
    [InlineData("send", 307)]
    public async Task Another_port_is_another_server_and_gets_nothing(string call, int status)
    {
        using PlatformWire other = PlatformWire.Start(Answer.Json(Clients.Agent));
        using PlatformWire wire =
            PlatformWire.Start(Answer.Status(status, "", ("Location", new Uri(other.BaseAddress, "agents").ToString())));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        AgentPlatformException failure = await Assert.ThrowsAnyAsync<AgentPlatformException>(() => Calls.MakeAsync(wire, client, call));

        other.Requests.Should().BeEmpty();
        wire.ShouldHaveReceivedOne();
        failure.Message.Should().Contain("another server").And.Contain(other.BaseAddress.Authority);
        failure.MayHaveTakenEffect.Should().BeFalse();
    }

    [Fact]
    public async Task Another_name_of_the_same_machine_is_another_server()
    {
        using PlatformWire wire = PlatformWire.Start();
        wire.GivenAnything(Answer.Status(308, "", ("Location", $"http://localhost:{wire.BaseAddress.Port}/agents")));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        (await Assert.ThrowsAnyAsync<AgentPlatformException>(() => Calls.MakeAsync(wire, client, "get agent"))).Message
            .Should().Contain("another server");
        wire.ShouldHaveReceivedOne();
    }

    [Theory]
    [InlineData("https://127.0.0.1:{0}/agents")]
    [InlineData("//example.invalid/agents")]
    [InlineData("http://127.0.0.1.example.invalid/agents")]
    [InlineData("http://127.0.0.1:{0}@example.invalid/agents")]
    public async Task Another_scheme_or_host_is_another_server(string location)
    {
        using PlatformWire wire = PlatformWire.Start();
        string port = wire.BaseAddress.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        wire.GivenAnything(Answer.Status(308, "", ("Location", location.Replace("{0}", port, StringComparison.Ordinal))));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        (await Assert.ThrowsAnyAsync<AgentPlatformException>(() => Calls.MakeAsync(wire, client, "create agent"))).Message
            .Should().Contain("another server");
        wire.ShouldHaveReceivedOne();
    }

    [Fact]
    public async Task A_loop_of_redirects_ends()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Status(308, "", ("Location", "/round")));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        AgentPlatformException failure =
            await Assert.ThrowsAnyAsync<AgentPlatformException>(() => Calls.MakeAsync(wire, client, "create agent"));

        failure.Message.Should().Contain("can't be followed");
        wire.Requests.Should().HaveCount(6);
    }
}
