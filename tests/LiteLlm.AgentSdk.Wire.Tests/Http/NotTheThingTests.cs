using System.Net;
using System.Text;

namespace LiteLlm.AgentSdk.Wire.Tests.Http;

/// <summary>
/// A successful response with an unexpected body, such as a gateway's error, is an exception with the text of the body, and never an empty
/// record or reply.
/// </summary>
public sealed class NotTheThingTests
{
    private static readonly Dictionary<string, Func<AgentPlatformClient, Agent, Session, Task>> s_reads = new(StringComparer.Ordinal)
    {
        ["get agent"] = static (client, _, _) => client.Agents.GetAsync("x"),
        ["create agent"] = static (client, _, _) => client.Agents.CreateAsync(new() { Model = "m" }),
        ["list agents"] = static (client, _, _) => client.Agents.ListAsync(new()).GetFirstPageAsync(),
        ["get session"] = static (client, _, _) => client.Sessions.GetAsync("x"),
        ["list sessions"] = static (client, _, _) => client.Sessions.ListAsync().ToListAsync(),
        ["get skill"] = static (client, _, _) => client.Skills.GetAsync("x"),
        ["list skills"] = static (client, _, _) => client.Skills.ListAsync().ToListAsync(),
        ["get project"] = static (client, _, _) => client.Projects.GetAsync("x"),
        ["list projects"] = static (client, _, _) => client.Projects.ListAsync().ToListAsync(),
        ["list templates"] = static (client, _, _) => client.Templates.ListAsync().ToListAsync(),
        ["list models"] = static (client, _, _) => client.Server.ListModelsAsync().ToListAsync(),
        ["list MCP servers"] = static (client, _, _) => client.Server.ListMcpServersAsync().ToListAsync(),
        ["list harness images"] = static (client, _, _) => client.Server.ListHarnessImagesAsync().ToListAsync(),
        ["get configuration"] = static (client, _, _) => client.Server.GetConfigurationAsync(),
        ["get health"] = static (client, _, _) => client.Server.GetHealthAsync(),
        ["get messages"] = static (_, _, session) => session.GetMessagesAsync(),
        ["get log"] = static (_, _, session) => session.GetLogAsync(),
        ["assess"] = static (_, _, session) => session.AssessAsync(),
        ["execute"] = static (_, _, session) => session.ExecuteInSandboxAsync("s", "ls"),
        ["read file"] = static (_, _, session) => session.ReadSandboxFileAsync("s", "/f"),
        ["list memories"] = static (_, agent, _) => agent.Memories.ListAsync().ToListAsync(),
        ["list automations"] = static (_, agent, _) => agent.Automations.ListAsync().ToListAsync(),
        ["get run"] = static (_, agent, _) => agent.Automations.GetRunAsync("x"),
        ["list issues"] = static (_, agent, _) => agent.Issues.ListAsync().ToListAsync(),
        ["get issue"] = static (_, agent, _) => agent.Issues.GetAsync("x"),
    };

    public static TheoryData<string> Reads => [.. s_reads.Keys];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task A_gateways_error_with_status_200_is_an_exception_with_its_message(string read)
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
            using PlatformWire wire = PlatformWire.Start(Answer.Json(body));
            using AgentPlatformClient client = Clients.For(wire.BaseAddress);
            Session session = await wire.SessionAsync(client);
            Agent agent = await wire.AgentAsync(client);

            AgentPlatformException failure = (await FluentActions.Awaiting(() => s_reads[read](client, agent, session))
                .Should().ThrowAsync<AgentPlatformException>(body)).Which;

            failure.StatusCode.Should().Be(HttpStatusCode.OK);
            failure.ErrorMessage.Should().Be(words);
            failure.Message.Should().Contain(words ?? "can't be read");
        }
    }

    [Fact]
    public async Task JSON_that_is_not_an_object_is_not_an_agent()
    {
        foreach (string body in (string[])["[]", "null", "\"x\"", """{"id":""}""", """{"id":null,"name":"x"}"""])
        {
            using PlatformWire wire = PlatformWire.Start(Answer.Json(body));
            using AgentPlatformClient client = Clients.For(wire.BaseAddress);

            await FluentActions.Awaiting(() => client.Agents.GetAsync("x")).Should().ThrowAsync<AgentPlatformException>(body);
        }
    }

    [Fact]
    public async Task Without_healing_the_message_is_reported_and_the_turn_may_have_run()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"error":{"message":"quota exceeded"}}"""));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);
        Agent agent = await wire.AgentAsync(client);

        AgentPlatformException failure = (await FluentActions.Awaiting(() => session.SendAsync("x"))
            .Should().ThrowAsync<AgentPlatformException>()).Which;

        failure.MayHaveTakenEffect.Should().BeTrue();
        failure.ToString().Should().Contain("quota exceeded");
    }

    [Theory]
    [InlineData("\ufeff")]
    [InlineData("utf-16")]
    public async Task A_reply_behind_a_byte_order_mark_is_a_reply(string mark)
    {
        byte[] body =
            mark == "utf-16" ? [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Clients.Reply)]
            : Encoding.UTF8.GetBytes(mark + Clients.Reply);
        using PlatformWire wire = PlatformWire.Start(Answer.With(200, "application/json", body));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);
        Agent agent = await wire.AgentAsync(client);

        (await session.SendAsync("x")).Text.Should().Be("hi");
    }

    [Fact]
    public async Task An_item_without_an_id_is_named_with_its_place()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(request =>
            request.Path.EndsWith("/sessions", StringComparison.Ordinal)
                ? """[{"id":"s1","status":"ready"},null,{"status":"ready"}]"""
                : """{"data":[{"id":"1","name":"a"},{"name":"b"}]}"""));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        await Fails(() => client.Skills.ListAsync().ToListAsync(), "*Item 1 of the list has no 'id'.*");
        await Fails(() => client.Agents.ListAsync(new()).GetFirstPageAsync(), "*Item 1 of the list has no 'id'.*");
        await Fails(() => client.Sessions.ListAsync().ToListAsync(), "*Item 2 of the list has no 'id'.*");

        static async Task Fails(Func<Task> call, string message) =>
            (await call.Should().ThrowAsync<AgentPlatformException>()).WithMessage(message);
    }
}
