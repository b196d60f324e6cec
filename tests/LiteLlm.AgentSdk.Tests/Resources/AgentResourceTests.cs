using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Resources;

/// <summary>Memories, automations and issues: refused values, requests and results.</summary>
public class AgentResourceTests
{
    [Fact]
    public async Task Ids_stay_one_segment()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.Json("""{"id":"i"}"""));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        await client.Agents.GetIssuesClient("../x").GetAsync("a/b?c#d");

        stub.Requests[0].Target.Should().Be("/api/v1/managed_agents/agents/..%2Fx/issues/a%2Fb%3Fc%23d");
        Func<Task> none = () => client.Agents.GetMemoriesClient("a1").DeleteAsync("");
        await none.Should().ThrowAsync<AgentPlatformValidationException>();
    }
}
