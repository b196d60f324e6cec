using WireMock.RequestBuilders;

namespace LiteLlm.AgentSdk.Wire.Tests.Answers;

/// <summary>A platform whose answers change from one request to the next.</summary>
public class ScenarioTests
{
    [Fact]
    public async Task A_read_that_is_answered_with_503_is_repeated_and_succeeds()
    {
        using PlatformWire wire = PlatformWire.Start().GivenAgent(Answer.Json(Clients.Agent)).GivenFirst(Answer.Status(503));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        Agent agent = await client.Agents.GetAsync("a1");

        agent.Name.Should().Be("reviewer");
        wire.Requests.Select(request => $"{request.Method} {request.Target}")
            .Should().Equal("GET /api/v1/managed_agents/agents/a1", "GET /api/v1/managed_agents/agents/a1");
    }

    [Fact]
    public async Task A_message_that_is_answered_with_503_is_not_sent_again()
    {
        using PlatformWire wire = PlatformWire.Start()
            .GivenSession(Answer.Json(Clients.ReadySession))
            .GivenMessages(Answer.Json("[]"))
            .GivenMessage(Answer.Json(Clients.Reply))
            .GivenFirst(Answer.Json("""{"error":"no pod"}""", 503));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);

        AgentPlatformSandboxException failure = await Assert.ThrowsAsync<AgentPlatformSandboxException>(() => session.SendAsync("hello"));

        failure.MayHaveTakenEffect.Should().BeTrue();
        wire.ShouldHaveReceivedOne().Json!["text"]!.GetValue<string>().Should().Be("hello");
        (await session.SendAsync("again")).Text.Should().Be("hi", "the failure does not block the session");
    }

    [Fact]
    public async Task A_message_that_is_answered_with_429_is_sent_again()
    {
        using PlatformWire wire =
            PlatformWire.Start().GivenMessage(Answer.Json(Clients.Reply)).GivenFirst(Answer.Status(429), Answer.Status(429));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);

        (await session.SendAsync("hello")).Text.Should().Be("hi");

        wire.Requests.Should().HaveCount(3);
        wire.Requests.Select(request => request.Text).Distinct().Should().ContainSingle("each attempt has the same body");
    }

    [Fact]
    public async Task Routes_fail_and_recover_independently()
    {
        using PlatformWire wire = PlatformWire.Start()
            .GivenAgent(Answer.Json(Clients.Agent))
            .Given(Request.Create().WithPath("/api/v1/managed_agents/skills/k1").UsingGet(),
                Answer.Json("""{"error":"skill k1 not found"}""", 404));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        await Assert.ThrowsAsync<AgentPlatformNotFoundException>(() => client.Skills.GetAsync("k1"));

        (await client.Agents.GetAsync("a1")).Id.Should().Be("a1");
    }
}
