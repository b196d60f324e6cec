using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Options;

/// <summary>
/// A connection string contains the address and the key. Error messages don't quote any part of it, which may be the key.
/// </summary>
public class ConnectionStringTests
{
    private const string Secret = "sk-secret";

    [Theory]
    [InlineData("Endpoint=https://lap.example.com;Key=sk-1")]
    [InlineData("  endpoint = https://lap.example.com ; KEY = sk-1 ;; ")]
    [InlineData("Key=sk-1;Endpoint=https://lap.example.com;")]
    [InlineData("Endpoint=\"https://lap.example.com\";Key='sk-1'")]
    public void Address_and_key_are_read(string text)
    {
        AgentPlatformOptions options = new AgentPlatformOptions { ConnectionString = text }.Resolve();

        AgentPlatformOptionsValidator.Check(options).Should().BeEmpty();
        (options.BaseUrl, options.ApiKey).Should().Be((new Uri("https://lap.example.com"), "sk-1"));
    }

    [Theory]
    [InlineData("Key=ab==", "ab==")]
    [InlineData("Key=\"a;b=c\"", "a;b=c")]
    [InlineData("Key='a\"b'", "a\"b")]
    [InlineData("Key=\"a\"\"b\"", "a\"b")]
    [InlineData("Key=\"a\"\";\"", "a\";")]
    [InlineData("Key=a\"b", "a\"b")]
    [InlineData("Key='", null)]
    [InlineData("Key=\"a\"\"", null)]
    public void A_key_may_hold_anything(string key, string? expected)
    {
        foreach (string text in (string[])[$"Endpoint=https://lap.example.com;{key}", $"{key};Endpoint=https://lap.example.com"])
        {
            AgentPlatformOptions options = new AgentPlatformOptions { ConnectionString = text }.Resolve();

            options.ConnectionProblems.Should().HaveCount(expected is null ? 1 : 0);
            options.ApiKey.Should().Be(expected);
        }
    }

    [Fact]
    public void A_connection_string_overrides_address_and_key_and_nothing_else()
    {
        AgentPlatformOptions both = Clients.Options(new Uri("https://other.example.com"), options =>
        {
            options.ConnectionString = "Endpoint=https://lap.example.com/gateway;Key=sk-1";
            options.TurnTimeout = TimeSpan.FromMinutes(3);
        }).Resolve();
        AgentPlatformOptions noKey =
            new AgentPlatformOptions { ConnectionString = "Endpoint=https://lap.example.com", ApiKey = "sk-own" }.Resolve();

        (both.BaseUrl, both.ApiKey, both.TurnTimeout)
            .Should().Be((new Uri("https://lap.example.com/gateway"), "sk-1", TimeSpan.FromMinutes(3)));
        noKey.ApiKey.Should().Be("sk-own");
        AgentPlatformOptionsValidator.Check(noKey).Should().BeEmpty();
    }

    [Theory]
    [InlineData(Secret, "part 1 is neither Endpoint=... nor Key=...")]
    [InlineData("https://lap.example.com/" + Secret, "part 1 is neither")]
    [InlineData("Endpoint=https://lap.example.com;Key=a;" + Secret + "=", "part 3 is neither*in double quotes")]
    [InlineData("Endpoint=https://lap.example.com;Password=" + Secret, "part 2 is neither")]
    [InlineData("Key=" + Secret, "it has no Endpoint; expected Endpoint=https://lap.example.com;Key=...")]
    [InlineData(";", "it has no Endpoint")]
    [InlineData("Endpoint=;Key=" + Secret, "Endpoint is empty")]
    [InlineData("Endpoint=https://lap.example.com;Key=;", "Key is empty")]
    [InlineData("Endpoint=https://lap.example.com;Key=a;Key=" + Secret, "Key is given twice")]
    [InlineData("Endpoint=https://lap.example.com;Key=\"" + Secret, "a quotation mark of part 2 is not closed")]
    public void An_invalid_connection_string_is_reported_without_quoting_it(string text, string why)
    {
        AgentPlatformOptions options = new() { ConnectionString = text };

        AgentPlatformValidationException failure = Assert.Throws<AgentPlatformValidationException>(() => new AgentPlatformClient(options));

        failure.ValidationErrors.Should().ContainSingle().Which.Path.Should().Be("ConnectionString");
        failure.Message.Should().Match($"*{why}*").And.NotContain(Secret);
    }

    [Theory]
    [InlineData("lap.example.com", "absolute http or https")]
    [InlineData("http://lap.example.com", "plain http")]
    [InlineData("https://user:secret@lap.example.com", "user name or password")]
    [InlineData("https://lap.example.com/?key=secret", "query or a fragment")]
    public void The_address_and_key_of_a_connection_string_are_checked(string address, string why)
    {
        AgentPlatformOptions options = new()
        {
            ConnectionString = $"Endpoint={address};Key=sk-secret\u0001x",
            RequestTimeout = TimeSpan.Zero,
        };

        AgentPlatformValidationException failure = Assert.Throws<AgentPlatformValidationException>(() => new AgentPlatformClient(options));

        failure.ValidationErrors.Select(e => e.Path)
            .Should().Equal("ConnectionString.Endpoint", "ConnectionString.Key", "RequestTimeout");
        failure.Message.Should().Contain(why).And.NotContain("secret");
    }

    [Fact]
    public void A_connection_string_is_not_printed()
    {
        AgentPlatformOptions options = new() { ConnectionString = $"Endpoint=https://lap.example.com;Key={Secret}" };
        using AgentPlatformClient client = new(options);

        options.ToString().Should().NotContain(Secret);
        options.Resolve().ToString().Should().Contain("lap.example.com").And.NotContain(Secret);
        client.ToString().Should().NotContain(Secret);
        client.PlatformUrl.Should().Be(new Uri("https://lap.example.com"));
    }
}
