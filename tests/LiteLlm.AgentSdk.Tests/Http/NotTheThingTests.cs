using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>
/// A successful response with an unexpected body, such as a gateway's error, is an exception with the text of the body, and never an empty
/// record or reply.
/// </summary>
public sealed class NotTheThingTests
{
    [Theory]
    [InlineData("""{"error":{"message":"quota exceeded"}}""")]
    [InlineData("""{"error":"quota exceeded"}""")]
    [InlineData("""{"detail":"quota exceeded"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"info\":{\"id\":\"m")]
    public async Task A_response_that_is_not_a_reply_counts_as_lost_and_the_turn_is_found(string body)
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using HttpClient http = new(new Instead(body) { InnerHandler = new SocketsHttpHandler() });
        using AgentPlatformClient client =
            new(http, new AgentPlatformOptions
            {
                BaseUrl = lap.BaseUrl,
                ApiKey = lap.ApiKey,
                Healing = new() { BaseDelay = TimeSpan.FromMilliseconds(1) }
            });
        Session session = await (await client.Agents.CreateAsync(new() { Model = "m" })).CreateSessionAsync();

        Reply reply = await session.SendAsync("hello");

        reply.Text.Should().Contain("hello");
        reply.Messages.Should().NotBeEmpty();
        lap.Counters.TurnsStarted.Should().Be(1);
    }

    /// <summary>Sends the message to the platform and replaces the platform's answer.</summary>
    private sealed class Instead(string body) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath.EndsWith("/message", StringComparison.Ordinal))
            {
                response.Content = new StringContent(body, Encoding.UTF8, "application/json");
            }

            return response;
        }
    }
}
