using System.Net;
using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>A success whose body is something else, such as a gateway's error, is an exception with the body's own words, and never an empty record or reply.</summary>
public sealed class NotTheThingTests
{
    private static readonly Dictionary<string, Func<AgentPlatformClient, Session, Task>> s_reads = new(StringComparer.Ordinal)
    {
        ["get agent"] = static (client, _) => client.Agents.GetAsync("x"),
        ["create agent"] = static (client, _) => client.Agents.CreateAsync(new() { Model = "m" }),
        ["list agents"] = static (client, _) => client.Agents.ListPageAsync(new()),
        ["get session"] = static (client, _) => client.Sessions.GetAsync("x"),
        ["list sessions"] = static (client, _) => client.Sessions.ListAsync(),
        ["get skill"] = static (client, _) => client.Skills.GetAsync("x"),
        ["list skills"] = static (client, _) => client.Skills.ListAsync(),
        ["get project"] = static (client, _) => client.Projects.GetAsync("x"),
        ["list projects"] = static (client, _) => client.Projects.ListAsync(),
        ["list templates"] = static (client, _) => client.Templates.ListAsync(),
        ["list models"] = static (client, _) => client.Server.ListModelsAsync(),
        ["list MCP servers"] = static (client, _) => client.Server.ListMcpServersAsync(),
        ["list harness images"] = static (client, _) => client.Server.ListHarnessImagesAsync(),
        ["get configuration"] = static (client, _) => client.Server.GetConfigurationAsync(),
        ["get health"] = static (client, _) => client.Server.GetHealthAsync(),
        ["get messages"] = static (_, session) => session.GetMessagesAsync(),
        ["get log"] = static (_, session) => session.GetLogAsync(),
        ["assess"] = static (_, session) => session.AssessAsync(),
        ["execute"] = static (_, session) => session.ExecuteInSandboxAsync("s", "ls"),
        ["read file"] = static (_, session) => session.ReadSandboxFileAsync("s", "/f"),
        ["list memories"] = static (client, _) => Clients.AgentOf(client).Memories.ListAsync(),
        ["list automations"] = static (client, _) => Clients.AgentOf(client).Automations.ListAsync(),
        ["get run"] = static (client, _) => Clients.AgentOf(client).Automations.GetRunAsync("x"),
        ["list issues"] = static (client, _) => Clients.AgentOf(client).Issues.ListAsync(),
        ["get issue"] = static (client, _) => Clients.AgentOf(client).Issues.GetAsync("x"),
    };

    public static TheoryData<string> Reads => [.. s_reads.Keys];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task A_gateway_s_error_with_status_200_is_an_exception_with_its_words(string read)
    {
        (string Body, string? Words)[] bodies =
        [
            ("""{"error":{"message":"quota exceeded"}}""", "quota exceeded"),
            ("""{"error":"quota exceeded"}""", "quota exceeded"),
            ("""{"detail":"quota exceeded"}""", "quota exceeded"),
            ("\ufeff{\"detail\":\"quota \\ud83d\"}", "quota \ufffd"),
            ("{}", null),
            ("17", null),
        ];
        foreach ((string body, string? words) in bodies)
        {
            await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(body));
            using AgentPlatformClient client = Clients.For(stub.BaseAddress);

            AgentPlatformException failure = (await FluentActions.Awaiting(() => s_reads[read](client, Clients.SessionOf(client))).Should().ThrowAsync<AgentPlatformException>(body)).Which;

            failure.StatusCode.Should().Be(HttpStatusCode.OK);
            failure.ErrorMessage.Should().Be(words);
            failure.Message.Should().Contain(words ?? "can't be read");
        }
    }

    [Fact]
    public async Task What_is_no_object_is_no_agent()
    {
        foreach (string body in (string[])["[]", "null", "\"x\"", """{"id":""}""", """{"id":null,"name":"x"}"""])
        {
            await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(body));
            using AgentPlatformClient client = Clients.For(stub.BaseAddress);

            await FluentActions.Awaiting(() => client.Agents.GetAsync("x")).Should().ThrowAsync<AgentPlatformException>(body);
        }
    }

    [Fact]
    public async Task An_item_without_an_id_is_named_with_its_place()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(context =>
            Respond.Json(context.Request.Path.Value!.EndsWith("/sessions", StringComparison.Ordinal)
                ? """[{"id":"s1","status":"ready"},null,{"status":"ready"}]"""
                : """{"data":[{"id":"1","name":"a"},{"name":"b"}]}""")(context));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        (await FluentActions.Awaiting(() => client.Skills.ListAsync()).Should().ThrowAsync<AgentPlatformException>()).WithMessage("*Item 1 of the list has no 'id'.*");
        (await FluentActions.Awaiting(() => client.Agents.ListPageAsync(new())).Should().ThrowAsync<AgentPlatformException>()).WithMessage("*Item 1 of the list has no 'id'.*");
        (await FluentActions.Awaiting(() => client.Sessions.ListAsync()).Should().ThrowAsync<AgentPlatformException>()).WithMessage("*Item 2 of the list has no 'id'.*");
    }

    [Theory]
    [InlineData("""{"error":{"message":"quota exceeded"}}""")]
    [InlineData("""{"error":"quota exceeded"}""")]
    [InlineData("""{"detail":"quota exceeded"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{\"info\":{\"id\":\"m")]
    public async Task A_message_s_answer_that_is_no_reply_counts_as_lost_and_the_turn_is_found(string body)
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using HttpClient http = new(new Instead(body) { InnerHandler = new SocketsHttpHandler() });
        using AgentPlatformClient client = new(http, new AgentPlatformOptions { BaseUrl = lap.BaseUrl, ApiKey = lap.ApiKey, Healing = new() { BaseDelay = TimeSpan.FromMilliseconds(1) } });
        Session session = await (await client.Agents.CreateAsync(new() { Model = "m" })).CreateSessionAsync();

        Reply reply = await session.SendAsync("hello");

        reply.Text.Should().Contain("hello");
        reply.Messages.Should().NotBeEmpty();
        lap.Counters.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task Without_healing_the_words_are_told_and_the_turn_may_have_run()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json("""{"error":{"message":"quota exceeded"}}"""));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        AgentPlatformException failure = (await FluentActions.Awaiting(() => Clients.SessionOf(client).SendAsync("x")).Should().ThrowAsync<AgentPlatformException>()).Which;

        failure.MayHaveTakenEffect.Should().BeTrue();
        failure.ToString().Should().Contain("quota exceeded");
    }

    [Theory]
    [InlineData("\ufeff")]
    [InlineData("utf-16")]
    public async Task A_reply_behind_a_byte_order_mark_is_a_reply(string mark)
    {
        byte[] body = mark == "utf-16" ? [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Clients.Reply)] : Encoding.UTF8.GetBytes(mark + Clients.Reply);
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.With(200, "application/json", body));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        (await Clients.SessionOf(client).SendAsync("x")).Text.Should().Be("hi");
    }

    /// <summary>Lets the message through and gives another answer in place of the platform's.</summary>
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
