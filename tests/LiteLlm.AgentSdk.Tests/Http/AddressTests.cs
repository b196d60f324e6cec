using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>Every form of the base URL reaches the same calls, and the detection of the generation has no side effects.</summary>
public class AddressTests
{
    private static readonly string[] Prefixes = ["", "/gateway", "/a/b/lap", "/v1x", "/apis"];
    private static readonly (string Ending, string Root)[] Endings =
    [
        ("", "/api/v1/managed_agents"),
        ("/", "/api/v1/managed_agents"),
        ("/api", "/api/v1/managed_agents"),
        ("/api/", "/api/v1/managed_agents"),
        ("/api/v1", "/api/v1/managed_agents"),
        ("/api/v1/", "/api/v1/managed_agents"),
        ("/api/v1/managed_agents", "/api/v1/managed_agents"),
        ("/api/v1/managed_agents/", "/api/v1/managed_agents"),
        ("/API/V1", "/api/v1/managed_agents"),
        ("/v1", "/v1/managed_agents"),
        ("/v1/managed_agents", "/v1/managed_agents"),
        ("/v1/managed_agents/", "/v1/managed_agents"),
    ];

    public static TheoryData<string, string> Forms() => Table.Of(
        Prefixes.SelectMany(prefix => Endings.Select(form => (prefix + form.Ending, prefix + form.Root + "/agents/a1"))));

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_of_the_address_reaches_the_call_with_one_request(string form, string target)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.Agent));
        using AgentPlatformClient client = Auto(new Uri(stub.BaseAddress, form.Length == 0 ? "/" : form));

        await client.Agents.GetAsync("a1");
        await client.Agents.GetAsync("a1");

        stub.Requests.Select(r => r.Target).Should().Equal(target, target);
    }

    [Fact]
    public async Task The_older_proxy_is_found_after_the_platform_and_remembered()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Under("/v1/managed_agents", Respond.Json("{}", 404)));
        using AgentPlatformClient client = Auto(stub.BaseAddress);

        await client.Sessions.GetAsync("s1");
        await client.Sessions.GetAsync("s2");

        stub.Requests.Select(r => r.Target).Should().Equal(
            "/api/v1/managed_agents/sessions/s1", "/v1/managed_agents/sessions/s1", "/v1/managed_agents/sessions/s2");
        client.Transport.IsProxy.Should().BeTrue();
    }

    [Theory]
    [InlineData("html")]
    [InlineData("empty")]
    [InlineData("text")]
    [InlineData("gateway")]
    public async Task A_404_with_a_foreign_body_is_not_taken_for_the_platforms(string words)
    {
        Func<HttpContext, Task> nothing = words switch
        {
            "html" => Respond.Html("<html>not found</html>", 404),
            "empty" => Respond.Status(404),
            "text" => Respond.Status(404, "no such page"),
            _ => Respond.Json("""{"type":"error","error":{"type":"not_found_error","message":"not found"}}""", 404),
        };
        await using KestrelStub stub = await KestrelStub.StartAsync(Under("/v1/managed_agents", nothing));
        using AgentPlatformClient client = Auto(stub.BaseAddress);

        (await client.Sessions.GetAsync("s1")).Id.Should().Be("s1");
    }

    [Fact]
    public async Task A_gateway_that_puts_its_own_prefix_in_place_of_the_base_path_is_found()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Under("/agents-gw", Respond.Status(404), exact: true));
        using AgentPlatformClient client = Auto(new Uri(stub.BaseAddress, "agents-gw"));

        await client.Sessions.GetAsync("s1");
        await client.Sessions.GetAsync("s2");

        stub.Requests.Select(r => r.Target).Should().Equal(
            "/agents-gw/api/v1/managed_agents/sessions/s1", "/agents-gw/v1/managed_agents/sessions/s1", "/agents-gw/sessions/s1",
                "/agents-gw/sessions/s2");
    }

    [Theory]
    [InlineData(PlatformGeneration.Platform, "/api/v1/managed_agents/sessions/s1")]
    [InlineData(PlatformGeneration.Proxy, "/v1/managed_agents/sessions/s1")]
    public async Task A_generation_that_is_set_is_not_detected(PlatformGeneration generation, string target)
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Status(404));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options => options.Generation = generation);

        await Calls.FailureAsync<AgentPlatformNotFoundException>(client, "get session");

        // An empty 404 as the first answer may come from a control plane, so the server is asked once what it is.
        stub.Requests.Select(r => r.Target).Should().Equal(target, "/api/plugin-manifest");
    }

    [Fact]
    public async Task A_creation_on_the_older_proxy_happens_once()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(new() { Generation = PlatformGeneration.Proxy });
        using AgentPlatformClient client = lap.CreateClient();

        Agent agent = await client.Agents.CreateAsync(new AgentCreateOptions { Model = "m", Name = "n" });

        agent.Id.Should().NotBeEmpty();
        lap.ReceivedRequests.Select(r =>
            r.ToString()).Should().Equal("POST /api/v1/managed_agents/agents", "POST /v1/managed_agents/agents");
    }

    [Fact]
    public async Task The_platforms_own_404_is_an_answer_and_ends_the_detection()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json("""{"error":"session s1 not found"}""", 404));
        using AgentPlatformClient client = Auto(stub.BaseAddress);

        (await Calls.FailureAsync<AgentPlatformNotFoundException>(client, "get session")).ErrorMessage.Should().Be("session s1 not found");
        await Calls.FailureAsync<AgentPlatformNotFoundException>(client, "get session");

        stub.Requests.Should().HaveCount(2).And.OnlyContain(r => r.Target == "/api/v1/managed_agents/sessions/s1");
    }

    [Fact]
    public async Task A_404_at_every_place_reports_the_first_answer_and_is_not_remembered()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Html("<html>nothing here</html>", 404));
        using AgentPlatformClient client = Auto(stub.BaseAddress);

        AgentPlatformNotFoundException failure = await Calls.FailureAsync<AgentPlatformNotFoundException>(client, "get session");
        stub.Handler = Under("/v1/managed_agents", Respond.Status(404));
        await client.Sessions.GetAsync("s1");

        failure.Message.Should().Contain("web page");
        failure.MayHaveTakenEffect.Should().BeFalse();
    }

    [Fact]
    public async Task A_refused_key_does_not_end_the_detection()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Under("/v1/managed_agents", Respond.Json("{}", 404)));
        stub.Enqueue(Respond.Json("""{"error":"unauthorized"}""", 401));
        using AgentPlatformClient client = Auto(stub.BaseAddress);

        await Calls.FailureAsync<AgentPlatformAuthenticationException>(client, "get session");
        await client.Sessions.GetAsync("s1");

        client.Transport.IsProxy.Should().BeTrue();
    }

    [Fact]
    public async Task Concurrent_first_calls_all_find_the_generation()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Under("/v1/managed_agents", Respond.Json("{}", 404)));
        using AgentPlatformClient client = Auto(stub.BaseAddress);

        Session[] sessions = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.Sessions.GetAsync("s1")));
        int before = stub.Requests.Count;
        await client.Sessions.GetAsync("s1");

        sessions.Should().HaveCount(20);
        stub.Requests.Should().HaveCount(before + 1);
    }

    [Fact]
    public async Task A_broken_connection_during_the_search_is_not_an_answer()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json(Clients.ReadySession));
        stub.Enqueue(Respond.Abort());
        using AgentPlatformClient client = Auto(stub.BaseAddress);

        await client.Sessions.GetAsync("s1");

        stub.Requests.Should().HaveCount(2).And.OnlyContain(r => r.Target == "/api/v1/managed_agents/sessions/s1");
    }

    [Theory]
    [InlineData(PlatformGeneration.Auto)]
    [InlineData(PlatformGeneration.Proxy)]
    public async Task The_older_proxy_serves_a_whole_session(PlatformGeneration told)
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(new() { Generation = PlatformGeneration.Proxy });
        using AgentPlatformClient client = lap.CreateClient(options => options.Generation = told);

        Agent agent = await client.Agents.CreateAsync(new AgentCreateOptions { Model = "m" });
        Session session = await agent.CreateSessionAsync();
        Reply reply = await session.SendAsync("one");
        List<TurnUpdate> updates = await session.SendStreamingAsync("two").ToListAsync();
        await using IAsyncEnumerator<SessionEvent> events =
            (await client.Sessions.GetAsync(session.Id)).FollowTurnAsync().GetAsyncEnumerator();
        (await events.MoveNextAsync()).Should().BeTrue();
        SessionEvent first = events.Current;
        Reply third = await session.SendAsync("three");
        List<SessionEvent> rest = [];
        while (await events.MoveNextAsync())
        {
            rest.Add(events.Current);
        }

        session.Status.Should().Be(SessionStatus.Ready);
        reply.Text.Should().Be("echo: one");
        string.Concat(updates.Select(u => u.Text)).Should().Be("echo: two");
        updates[^1].Should().BeOfType<TurnCompleted>().Which.Reply.Text.Should().Be("echo: two");
        first.Should().BeOfType<SessionStartedEvent>();
        string.Concat(rest.OfType<MessageDeltaEvent>().Select(e => e.Text)).Should().Be("echo: three");
        rest[^1].Should().BeOfType<MessageCompletedEvent>();
        third.Text.Should().Be("echo: three");
        lap.Counters.TurnsStarted.Should().Be(3);
        await lap.WaitForOpenStreamsAsync(0);
        client.Transport.Gates.Count.Should().Be(0);
    }

    private static AgentPlatformClient Auto(Uri server) => Clients.For(server, options => options.Generation = PlatformGeneration.Auto);

    private static Func<HttpContext, Task> Under(string root, Func<HttpContext, Task> elsewhere, bool exact = false) => context =>
        context.Request.Path.StartsWithSegments(exact ? root + "/sessions" : root, StringComparison.Ordinal)
            ? Respond.Json(Clients.ReadySession)(context)
            : elsewhere(context);
}
