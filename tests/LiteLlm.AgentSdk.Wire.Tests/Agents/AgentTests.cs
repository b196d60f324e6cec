namespace LiteLlm.AgentSdk.Wire.Tests.Agents;

public class AgentTests
{
    [Fact]
    public async Task A_list_that_says_more_than_it_has_ends()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"data":[],"total":7}"""));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        (await client.Agents.ListAsync().ToListAsync()).Should().BeEmpty();
        wire.ShouldHaveReceivedOne();
    }

    [Fact]
    public async Task Pages_are_fetched_when_they_are_reached()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"data":[{"id":"a"},{"id":"b"}],"total":5}"""));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        await foreach (Agent agent in client.Agents.ListAsync())
        {
            break;
        }

        wire.ShouldHaveReceivedOne();
    }
}
