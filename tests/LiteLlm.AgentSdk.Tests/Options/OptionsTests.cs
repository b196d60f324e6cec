using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Options;

public class OptionsTests
{
    [Theory]
    [InlineData("sk-a\nb", "control character")]
    [InlineData("sk-a\0b", "control character")]
    [InlineData("sk-a\u007fb", "control character")]
    [InlineData("sk-schlüssel", "non-ASCII")]
    [InlineData("sk-\u200bx", "non-ASCII")]
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
    public void Plain_http_is_allowed_only_for_this_machine(string url, bool allowed)
    {
        List<ValidationError> problems = AgentPlatformOptionsValidator.Check(Clients.Options(new Uri(url)).Resolve());

        problems.Select(p => p.Path).Should().Equal(allowed ? [] : ["BaseUrl"]);
        AgentPlatformOptionsValidator.Check(Clients.Options(new Uri(url), options =>
            options.AllowInsecureHttp = true).Resolve()).Should().BeEmpty();
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
    public void All_problems_are_reported_at_once()
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
            "ExtraHeaders[Authorization]", "ExtraHeaders[Bad Name]", "ExtraHeaders[X-Lines]", "ExtraHeaders[X-Accent]",
                "ExtraHeaders[Content-Type]",
            "UserAgent", "Generation");
        failure.ValidationErrors.Should().OnlyContain(e => failure.Message.Contains(e.ToString()));
    }

    [Fact]
    public void A_null_value_is_a_problem()
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
            options.RequestTimeout = options.TurnTimeout = options.StreamIdleTimeout = options.ReadyTimeout = options.QueueTimeout =
                Timeout.InfiniteTimeSpan).Resolve())
            .Should().BeEmpty();
    }

    private static AgentPlatformValidationException Invalid(Action<AgentPlatformOptions> configure)
    {
        AgentPlatformOptions options = Clients.Options(new Uri("https://lap.example.com"), configure);
        return Assert.Throws<AgentPlatformValidationException>(() => new AgentPlatformClient(options));
    }
}
