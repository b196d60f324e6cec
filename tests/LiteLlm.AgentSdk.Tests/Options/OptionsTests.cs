using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Options;

public class OptionsTests
{
    [Fact]
    public async Task A_key_is_trimmed()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Agent));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options => options.ApiKey = " \tsk-padded\r\n");

        await client.Agents.GetAsync("a1");

        stub.Requests[0].Headers["Authorization"].Should().Be("Bearer sk-padded");
    }

    [Theory]
    [InlineData("sk-a\nb", "control character")]
    [InlineData("sk-a\0b", "control character")]
    [InlineData("sk-a\u007fb", "control character")]
    [InlineData("sk-schlüssel", "outside ASCII")]
    [InlineData("sk-\u200bx", "outside ASCII")]
    public void A_key_that_no_header_can_carry_is_refused_and_not_quoted(string key, string why)
    {
        AgentPlatformValidationException failure = Invalid(options => options.ApiKey = key);

        failure.ValidationErrors.Should().ContainSingle().Which.Path.Should().Be("ApiKey");
        failure.Message.Should().Contain(why).And.NotContain(key);
    }

    [Theory]
    [InlineData("http://lap.example.com", false)]
    [InlineData("http://10.0.0.7:3000", false)]
    [InlineData("http://127.0.0.1:3000", true)]
    [InlineData("http://localhost", true)]
    [InlineData("http://[::1]:3000", true)]
    [InlineData("https://lap.example.com", true)]
    public void Plain_http_is_for_this_machine(string url, bool allowed)
    {
        List<ValidationError> problems = AgentPlatformOptionsValidator.Check(Clients.Options(new Uri(url)).Resolve());

        problems.Select(p => p.Path).Should().Equal(allowed ? [] : ["BaseUrl"]);
        AgentPlatformOptionsValidator.Check(Clients.Options(new Uri(url), options => options.AllowInsecureHttp = true).Resolve()).Should().BeEmpty();
        if (!allowed)
        {
            problems[0].Message.Should().Contain("AllowInsecureHttp");
        }
    }

    [Theory]
    [InlineData("https://user:secret@lap.example.com", "user name or password")]
    [InlineData("https://lap.example.com/?key=1", "query or a fragment")]
    [InlineData("https://lap.example.com/#x", "query or a fragment")]
    [InlineData("ws://lap.example.com", "absolute http or https")]
    [InlineData("lap.example.com", "absolute http or https")]
    public void An_address_that_can_not_be_used_is_refused(string url, string why)
    {
        AgentPlatformValidationException failure = Invalid(options => options.BaseUrl = new Uri(url, UriKind.RelativeOrAbsolute));

        failure.ValidationErrors.Should().ContainSingle().Which.Path.Should().Be("BaseUrl");
        failure.Message.Should().Contain(why).And.NotContain("secret");
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        AgentPlatformValidationException failure = Invalid(options =>
        {
            options.BaseUrl = new Uri("http://lap.example.com");
            options.ApiKey = "sk\nx";
            options.RequestTimeout = TimeSpan.Zero;
            options.TurnTimeout = TimeSpan.FromSeconds(-1);
            options.StreamIdleTimeout = TimeSpan.FromDays(50);
            options.ReadyTimeout = TimeSpan.MinValue;
            options.QueueTimeout = TimeSpan.MaxValue;
            options.Retry = new RetryOptions { MaxRetries = 21, BaseDelay = TimeSpan.FromSeconds(-1), MaxDelay = TimeSpan.FromDays(2) };
            options.ExtraHeaders["Authorization"] = "Bearer x";
            options.ExtraHeaders["Bad Name"] = "x";
            options.ExtraHeaders["X-Lines"] = "a\r\nb";
            options.ExtraHeaders["X-Accent"] = "é";
            options.ExtraHeaders["Content-Type"] = "text/plain";
            options.UserAgent = "My App (";
            options.Generation = (PlatformGeneration)9;
        });

        failure.ValidationErrors.Select(e => e.Path).Should().BeEquivalentTo(
            "BaseUrl", "ApiKey", "RequestTimeout", "TurnTimeout", "StreamIdleTimeout", "ReadyTimeout", "QueueTimeout",
            "Retry.MaxRetries", "Retry.BaseDelay", "Retry.MaxDelay",
            "ExtraHeaders[Authorization]", "ExtraHeaders[Bad Name]", "ExtraHeaders[X-Lines]", "ExtraHeaders[X-Accent]", "ExtraHeaders[Content-Type]",
            "UserAgent", "Generation");
        failure.ValidationErrors.Should().OnlyContain(e => failure.Message.Contains(e.ToString()));
    }

    [Fact]
    public void What_is_null_is_a_problem_too()
    {
        AgentPlatformValidationException failure = Invalid(options =>
        {
            options.Retry = null!;
            options.TimeProvider = null!;
            options.ExtraHeaders["X-Null"] = null!;
        });

        failure.ValidationErrors.Select(e => e.Path).Should().BeEquivalentTo("Retry", "TimeProvider", "ExtraHeaders[X-Null]");
    }

    [Fact]
    public void Limits_may_be_infinite()
    {
        AgentPlatformOptionsValidator.Check(Clients.Options(new Uri("https://lap.example.com"), options =>
            options.RequestTimeout = options.TurnTimeout = options.StreamIdleTimeout = options.ReadyTimeout = options.QueueTimeout = Timeout.InfiniteTimeSpan).Resolve())
            .Should().BeEmpty();
    }

    [Fact]
    public async Task A_provider_is_asked_for_each_request_and_goes_ahead_of_the_key()
    {
        int asked = 0;
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Agent));
        stub.Enqueue(Respond.Status(503));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options => options.ApiKeyProvider = _ => ValueTask.FromResult($" sk-{++asked}\n"));

        await client.Agents.GetAsync("a1");
        await client.Agents.GetAsync("a1");

        stub.Requests.Select(r => r.Headers["Authorization"]).Should().Equal("Bearer sk-1", "Bearer sk-2", "Bearer sk-3");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("sk-a\nb")]
    [InlineData("sk-schlüssel")]
    public async Task A_providers_key_is_checked_before_it_is_sent(string? key)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Agent));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options => options.ApiKeyProvider = _ => ValueTask.FromResult(key!));

        AgentPlatformValidationException failure = await Assert.ThrowsAsync<AgentPlatformValidationException>(() => client.Agents.GetAsync("a1"));

        failure.ValidationErrors.Should().ContainSingle().Which.Path.Should().Be("ApiKeyProvider");
        failure.Message.Should().NotContain("sk-");
        stub.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Headers_and_the_user_agent_travel()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Agent));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options =>
        {
            options.ExtraHeaders["X-Gateway-Key"] = "g";
            options.ExtraHeaders["Accept-Language"] = "de, en;q=0.5";
            options.UserAgent = "MyApp/1.2";
        });

        await client.Agents.GetAsync("a1");
        await client.Agents.CreateAsync(new AgentCreateOptions { Model = "m" });

        foreach (StubRequest request in stub.Requests)
        {
            request.Headers["X-Gateway-Key"].Should().Be("g");
            request.Headers["Accept-Language"].Should().Be("de, en;q=0.5");
            request.Headers["User-Agent"].Should().MatchRegex(@"\AMyApp/1\.2 LiteLlm\.AgentSdk/\d+\.\d+\.\d+\z");
            request.Headers["Accept"].Should().Be("application/json");
        }
    }

    [Fact]
    public async Task A_client_has_a_copy()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Status(503));
        AgentPlatformOptions options = Clients.Options(stub.BaseAddress, o => o.Retry.MaxRetries = 1);
        options.ExtraHeaders["X-A"] = "1";
        using AgentPlatformClient client = new(options);

        options.ApiKey = "sk-changed";
        options.BaseUrl = Clients.Nowhere();
        options.ExtraHeaders["X-A"] = "2";
        options.ExtraHeaders["X-B"] = "2";
        options.Retry.MaxRetries = 10;
        options.UserAgent = "Changed/1";
        await Calls.FailureAsync<AgentPlatformSandboxException>(client, "get agent");

        stub.Requests.Should().HaveCount(2);
        stub.Requests[1].Headers["Authorization"].Should().Be($"Bearer {Clients.Key}");
        stub.Requests[1].Headers["X-A"].Should().Be("1");
        stub.Requests[1].Headers.Should().NotContainKey("X-B");
        stub.Requests[1].Headers["User-Agent"].Should().NotContain("Changed");
    }

    [Fact]
    public async Task A_callers_own_HttpClient_is_not_disposed()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Agent));
        using HttpClient http = new();
        using (AgentPlatformClient client = new(http, Clients.Options(stub.BaseAddress)))
        {
            await client.Agents.GetAsync("a1");
        }

        (await http.GetStringAsync(stub.BaseAddress)).Should().Be(Clients.Agent);
    }

    private static AgentPlatformValidationException Invalid(Action<AgentPlatformOptions> configure)
    {
        AgentPlatformOptions options = Clients.Options(new Uri("https://lap.example.com"), configure);
        return Assert.Throws<AgentPlatformValidationException>(() => new AgentPlatformClient(options));
    }
}
