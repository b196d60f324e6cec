namespace LiteLlm.AgentSdk.Wire.Tests.Options;

public class OptionsTests
{
    [Fact]
    public async Task A_key_is_trimmed()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Agent));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress, options => options.ApiKey = " \tsk-padded\r\n");

        await client.Agents.GetAsync("a1");

        wire.Requests[0].Headers["Authorization"].Should().Be("Bearer sk-padded");
    }

    [Fact]
    public async Task A_key_provider_is_called_for_each_request_and_overrides_the_key()
    {
        int asked = 0;
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Agent));
        wire.GivenFirst(Answer.Status(503));
        using AgentPlatformClient client =
            Clients.For(wire.BaseAddress, options => options.ApiKeyProvider = _ => ValueTask.FromResult($" sk-{++asked}\n"));

        await client.Agents.GetAsync("a1");
        await client.Agents.GetAsync("a1");

        wire.Requests.Select(r => r.Headers["Authorization"]).Should().Equal("Bearer sk-1", "Bearer sk-2", "Bearer sk-3");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("sk-a\nb")]
    [InlineData("sk-schlüssel")]
    public async Task A_providers_key_is_checked_before_it_is_sent(string? key)
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Agent));
        using AgentPlatformClient client =
            Clients.For(wire.BaseAddress, options => options.ApiKeyProvider = _ => ValueTask.FromResult(key!));

        AgentPlatformValidationException failure =
            await Assert.ThrowsAsync<AgentPlatformValidationException>(() => client.Agents.GetAsync("a1"));

        failure.ValidationErrors.Should().ContainSingle().Which.Path.Should().Be("ApiKeyProvider");
        failure.Message.Should().NotContain("sk-");
        wire.ShouldHaveReceivedNothing();
    }

    [Fact]
    public async Task Headers_and_the_user_agent_are_sent()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Agent));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress, options =>
        {
            options.ExtraHeaders["X-Gateway-Key"] = "g";
            options.ExtraHeaders["Accept-Language"] = "de, en;q=0.5";
            options.UserAgent = "MyApp/1.2";
        });

        await client.Agents.GetAsync("a1");
        await client.Agents.CreateAsync(new AgentCreateOptions { Model = "m" });

        foreach (WireRequest request in wire.Requests)
        {
            request.Headers["X-Gateway-Key"].Should().Be("g");
            request.Headers["Accept-Language"].Should().Be("de, en;q=0.5");
            request.Headers["User-Agent"].Should().MatchRegex(@"\AMyApp/1\.2 LiteLlm\.AgentSdk/\d+\.\d+\.\d+\z");
            request.Headers["Accept"].Should().Be("application/json");
        }
    }

    [Fact]
    public async Task A_client_copies_its_options()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Status(503));
        AgentPlatformOptions options = Clients.Options(wire.BaseAddress, o => o.Retry.MaxRetries = 1);
        options.ExtraHeaders["X-A"] = "1";
        using AgentPlatformClient client = new(options);

        options.ApiKey = "sk-changed";
        options.BaseUrl = Clients.Nowhere();
        options.ExtraHeaders["X-A"] = "2";
        options.ExtraHeaders["X-B"] = "2";
        options.Retry.MaxRetries = 10;
        options.UserAgent = "Changed/1";
        await Calls.FailureAsync<AgentPlatformSandboxException>(wire, client, "get agent");

        wire.Requests.Should().HaveCount(2);
        wire.Requests[1].Headers["Authorization"].Should().Be($"Bearer {Clients.Key}");
        wire.Requests[1].Headers["X-A"].Should().Be("1");
        wire.Requests[1].Headers.Should().NotContainKey("X-B");
        wire.Requests[1].Headers["User-Agent"].Should().NotContain("Changed");
    }

    [Fact]
    public async Task A_callers_own_HttpClient_is_not_disposed()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Agent));
        using HttpClient http = new();
        using (AgentPlatformClient client = new(http, Clients.Options(wire.BaseAddress)))
        {
            await client.Agents.GetAsync("a1");
        }

        (await http.GetStringAsync(wire.BaseAddress)).Should().Be(Clients.Agent);
    }
}
