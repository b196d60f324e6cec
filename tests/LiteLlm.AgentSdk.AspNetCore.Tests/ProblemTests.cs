using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LiteLlm.AgentSdk.AspNetCore.Tests;

/// <summary>What a browser receives when something fails: a status if possible, and the last event after that.</summary>
public class ProblemTests
{
    private const string Secret = "sk-a-very-secret-key";

    [Fact]
    public async Task A_missing_session_is_a_404()
    {
        await using Platform platform = await Platform.StartAsync();
        await using WebServer server = await WebServer.StartAsync(async context =>
            AgentResults.Turn((await platform.Client.Sessions.GetAsync("11111111-1111-4111-8111-111111111111",
                context.RequestAborted)).SendStreamingAsync("hi")));

        JsonElement problem = await ProblemAsync(server, HttpStatusCode.NotFound);

        problem.GetRawText().Should().Be(
            """{"type":"urn:litellm-agent-platform:not_found","code":"not_found","title":"The resource does not exist on the agent """
                + """platform.","status":404,"is_transient":false,"may_have_taken_effect":false}""");
    }

    [Fact]
    public async Task A_message_that_breaks_a_rule_is_a_400_with_every_problem()
    {
        await using Platform platform = await Platform.StartAsync();
        Attachment[] attachments =
            [new() { MimeType = "text/plain", Content = new byte[1] }, new() { MimeType = "image/bmp", Content = new byte[1] }];
        await using WebServer server =
            await WebServer.StartAsync(() =>
            AgentResults.Turn(platform.Session.SendStreamingAsync("hi", new() { Attachments = attachments })));

        JsonElement problem = await ProblemAsync(server, HttpStatusCode.BadRequest);

        problem.GetProperty("code").GetString().Should().Be("validation");
        problem.GetProperty("errors").EnumerateArray().Should().HaveCountGreaterThan(1).And.OnlyContain(e =>
            e.GetProperty("message").GetString() != "");
        platform.Lap.Counters.TurnsStarted.Should().Be(0);
    }

    [Fact]
    public async Task A_failure_before_the_first_event_has_its_own_status()
    {
        await using Platform platform = await Platform.StartAsync();
        platform.Lap.Faults.Add(
            Fault.Status(401, """{"error":"unauthorized"}""").On("POST", "/api/v1/managed_agents/sessions/{id}/message_stream"));
        await using WebServer server = await WebServer.StartAsync(() => AgentResults.Turn(platform.Session.SendStreamingAsync("hi")));

        JsonElement problem = await ProblemAsync(server, HttpStatusCode.BadGateway);

        problem.GetProperty("code").GetString().Should().Be("authentication");
        problem.TryGetProperty("detail", out _).Should().BeFalse("messages name hosts and paths");
        problem.GetRawText().Should().NotContain(platform.Lap.BaseUrl.Host).And.NotContain(platform.Lap.ApiKey);
    }

    [Fact]
    public async Task Messages_of_exceptions_are_sent_on_request()
    {
        await using WebServer server =
            await WebServer.StartAsync(() =>
            AgentResults.Turn(Throwing(new AgentPlatformConflictException("the words")), new() { IncludeExceptionMessages = true }));

        (await ProblemAsync(server, HttpStatusCode.Conflict)).GetProperty("detail").GetString().Should().Be("the words");
    }

    [Fact]
    public async Task A_later_failure_is_the_last_event()
    {
        StreamInterruptedException cut = new("http://10.0.0.7 hung up") { IsTransient = true, MayHaveTakenEffect = true };
        await using WebServer server =
            await WebServer.StartAsync(() => AgentResults.Turn(Throwing(cut, new TurnTextDelta { Delta = "a" })));
        using EventReader reader = await server.OpenAsync();

        List<SentEvent> events = await reader.AllAsync();

        events.Select(e => e.Name).Should().Equal("text", "failed");
        events[^1].Data.GetRawText().Should().Be(
            """{"type":"urn:litellm-agent-platform:interrupted","code":"interrupted","title":"The turn can't be followed any more. It """
                + """may still be running.","status":502,"is_transient":true,"may_have_taken_effect":true}""");
    }

    [Fact]
    public async Task Details_of_the_applications_own_failure_are_not_sent()
    {
        await using WebServer server =
            await WebServer.StartAsync(() =>
            AgentResults.Turn(Throwing(new InvalidOperationException(Secret), new TurnTextDelta { Delta = "a" })));
        using EventReader reader = await server.OpenAsync();

        string text = await reader.RestAsync();

        text.Should().Contain("event: failed").And.Contain("\"code\":\"internal\"").And.NotContain(Secret);
    }

    [Fact]
    public async Task An_enumeration_without_a_completion_is_a_failure()
    {
        await using WebServer server =
            await WebServer.StartAsync(() => AgentResults.Turn(TurnFormatTests.Of(new TurnTextDelta { Delta = "a" })));
        using EventReader reader = await server.OpenAsync();

        (await reader.AllAsync())[^1].Name.Should().Be("failed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_turn_is_reported_once_with_its_reply(bool throws)
    {
        await using Platform platform = await Platform.StartAsync();
        await using WebServer server =
            await WebServer.StartAsync(() =>
            AgentResults.Turn(platform.Session.SendStreamingAsync("FAIL 529", new() { ThrowOnFailure = throws })));
        using EventReader reader = await server.OpenAsync();

        List<SentEvent> events = await reader.AllAsync();

        events.Count(e => e.Name is "failed" or "completed").Should().Be(1);
        JsonElement failed = events[^1].Data;
        failed.GetProperty("code").GetString().Should().Be("turn_failed");
        failed.GetProperty("error").GetProperty("name").GetString().Should().Be("SDKError");
        failed.GetProperty("error").GetProperty("message").GetString().Should().Contain("529");
        failed.GetProperty("reply").GetProperty("text").GetString().Should().Contain("529");
    }

    [Fact]
    public async Task An_aborted_turn_is_reported()
    {
        await using Platform platform = await Platform.StartAsync();
        await using WebServer server =
            await WebServer.StartAsync(() => AgentResults.Turn(platform.Session.SendStreamingAsync("SLOW 3600000")));
        platform.Lap.Counters.TurnsStarted.Should().Be(0);
        using EventReader reader = await OpenedAsync();
        await platform.Session.AbortAsync();

        SentEvent failed = await reader.UntilAsync("failed");

        failed.Text("code").Should().Be("turn_aborted");

        async Task<EventReader> OpenedAsync()
        {
            EventReader opened = await server.OpenAsync();
            await opened.UntilAsync("started");
            return opened;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_failure_has_a_code_and_a_status(AgentPlatformException exception, string code, int status)
    {
        AgentProblemResult result = AgentResults.Problem(exception);

        result.Code.Should().Be(code);
        result.StatusCode.Should().Be(status);
    }

    public static TheoryData<AgentPlatformException, string, int> Kinds => new()
    {
        { new AgentPlatformAuthenticationException(""), "authentication", 502 },
        { new AgentPlatformConflictException(""), "conflict", 409 },
        { new AgentPlatformRateLimitException(""), "rate_limited", 429 },
        { new AgentPlatformTimeoutException("") { Limit = "QueueTimeout" }, "timeout", 504 },
        { new MessageNotDeliveredException(""), "not_delivered", 503 },
        { new SendOutcomeUnknownException(""), "outcome_unknown", 502 },
        { new SessionFailedException(""), "session_failed", 502 },
        { new TurnFailedException("") { Reply = new Reply() }, "turn_failed", 502 },
        { new TurnFailedException("") { Reply = new Reply { Error = new TurnError { Name = "AbortError" } } }, "turn_aborted", 502 },
        { new ReplyIncompleteException("") { Reply = new Reply() }, "reply_incomplete", 502 },
        { new AgentPlatformSandboxException("") { StatusCode = HttpStatusCode.ServiceUnavailable }, "sandbox", 503 },
        { new AgentPlatformConnectionException(""), "unreachable", 502 },
        { new AgentPlatformException(""), "platform", 502 },
    };

    [Fact]
    public async Task The_retry_delay_is_passed_on()
    {
        AgentPlatformRateLimitException busy = new("") { RetryAfter = TimeSpan.FromSeconds(6.5), IsTransient = true };
        await using WebServer server = await WebServer.StartAsync(() => AgentResults.Problem(busy));
        using HttpResponseMessage response = await server.Http.GetAsync("/");

        response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(7));
        (await response.Content.ReadAsStringAsync()).Should().Contain("\"retry_after_seconds\":7");
    }

    [Fact]
    public async Task An_endpoint_describes_its_responses()
    {
        await using WebServer server = await WebServer.StartAsync(() => AgentResults.Turn(TurnFormatTests.Of()));
        Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(server.App, "/typed", () =>
            AgentResults.Turn(TurnFormatTests.Of()));
        IEnumerable<Endpoint> endpoints = ((IEndpointRouteBuilder)server.App).DataSources.SelectMany(s => s.Endpoints);

        IProducesResponseTypeMetadata said =
            endpoints.Single(e =>
            e.DisplayName!.Contains("/typed", StringComparison.Ordinal)).Metadata.GetMetadata<IProducesResponseTypeMetadata>()!;

        said.StatusCode.Should().Be(200);
        said.ContentTypes.Should().Equal("text/event-stream");
        AgentResults.Turn(TurnFormatTests.Of()).Should().Match<IStatusCodeHttpResult>(r => r.StatusCode == 200);
    }

    private static async Task<JsonElement> ProblemAsync(WebServer server, HttpStatusCode status)
    {
        using HttpResponseMessage response = await server.Http.GetAsync("/");
        string text = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(status, text);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        return JsonDocument.Parse(text).RootElement;
    }

    private static async IAsyncEnumerable<TurnUpdate> Throwing(Exception exception, params TurnUpdate[] before)
    {
        await Task.CompletedTask;
        foreach (TurnUpdate update in before)
        {
            yield return update;
        }

        throw exception;
    }
}
