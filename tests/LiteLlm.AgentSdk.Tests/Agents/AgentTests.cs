using FluentAssertions;
using LiteLlm.AgentSdk.Testing;
using LiteLlm.AgentSdk.Tests.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Agents;

public class AgentTests
{
    [Fact]
    public async Task Lists_go_over_all_pages()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        foreach (string name in new[] { "review c", "other", "Review a", "review e", "REVIEW b", "review d" })
        {
            await client.Agents.CreateAsync(new() { Model = "m", Name = name });
        }

        int before = lap.ReceivedRequests.Count;
        IReadOnlyList<Agent> found = await client.Agents
            .ListAsync(new() { Search = "REVIEW", Sort = AgentSort.Name, Order = SortOrder.Ascending, Limit = 2 })
            .ToListAsync();
        string[] queries = [.. lap.ReceivedRequests.Skip(before).Select(r => r.Query)];
        IReadOnlyList<Agent> backwards = await client.Agents
            .ListAsync(new() { Search = "review", Sort = AgentSort.Name, Order = SortOrder.Descending, Limit = 2 })
            .ToListAsync();
        Page<Agent> page = await client.Agents.ListAsync(new() { Limit = 2, Offset = 4 }).GetFirstPageAsync();

        found.Select(a => a.Name).Should().BeEquivalentTo("review c", "Review a", "review e", "REVIEW b", "review d");
        found.Select(a => a.Id).Should().OnlyHaveUniqueItems();
        backwards.Select(a => a.Id).Should().Equal(found.Select(a => a.Id).Reverse());
        queries.Should().HaveCount(3).And.OnlyContain(q => (q.Contains("limit=2") || q.Contains("limit=3")) && q.Contains("search=REVIEW")
            && q.Contains("sort=name") && q.Contains("order=asc"));
        queries.Select(q =>
            q.Contains("offset=3")).Should().Equal([false, false, true], "a page begins with the last agent of the page before");
        (page.Total, page.Limit, page.Offset, page.Items.Count).Should().Be((6, 2, 4, 2));
    }

    [Fact]
    public async Task An_agent_is_changed_read_again_and_deleted()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Agent agent =
            await client.Agents.CreateAsync(new() { Model = "m", Name = "before", Prompt = "p", EnvVars = new() { ["K"] = "v" } });
        Agent other = await client.Agents.GetAsync(agent.Id);

        (await agent.UpdateAsync(new() { Name = "after" })).Should().BeSameAs(agent);
        await agent.UpdateAsync(new());
        await other.RefreshAsync();

        agent.Name.Should().Be("after");
        other.Name.Should().Be("after");
        other.Prompt.Should().Be("p");
        other.EnvVars.Should().Equal(new Dictionary<string, string> { ["K"] = "v" });
        await agent.DeleteAsync();
        await Assert.ThrowsAsync<AgentPlatformNotFoundException>(() => other.RefreshAsync());
        await Assert.ThrowsAsync<AgentPlatformNotFoundException>(() => client.Agents.DeleteAsync(agent.Id));
    }

    [Fact]
    public async Task Another_agents_session_is_refused()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        Agent one = await client.Agents.CreateAsync(new() { Model = "m" });
        Agent two = await client.Agents.CreateAsync(new() { Model = "m" });
        Session session = await one.CreateSessionAsync();

        AgentPlatformNotFoundException failure =
            await Assert.ThrowsAsync<AgentPlatformNotFoundException>(() => two.GetSessionAsync(session.Id));

        failure.Message.Should().Contain(session.Id).And.Contain(one.Id).And.Contain(two.Id);
        (await one.GetSessionAsync(session.Id)).Id.Should().Be(session.Id);
        (await one.ListSessionsAsync().ToListAsync()).Select(s => s.Id).Should().Equal(session.Id);
        (await two.ListSessionsAsync().ToListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_refusal_of_the_platform_is_reported_completely()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        using AgentPlatformClient client = lap.CreateClient();
        AgentCreateOptions wrong = new()
        {
            Model = "m",
            AdditionalProperties = new Dictionary<string,
                System.Text.Json.JsonElement>
            {
                ["sandbox_files"] = System.Text.Json.JsonSerializer.SerializeToElement("x"),
                ["mcp_servers"] = System.Text.Json.JsonSerializer.SerializeToElement(7)
            },
        };

        AgentPlatformValidationException failure =
            await Assert.ThrowsAsync<AgentPlatformValidationException>(() => client.Agents.CreateAsync(wrong));

        failure.StatusCode.Should().Be(System.Net.HttpStatusCode.BadRequest);
        failure.ValidationErrors.Should().Contain(e => e.Path == "mcp_servers" && e.Code != null);
    }
}
