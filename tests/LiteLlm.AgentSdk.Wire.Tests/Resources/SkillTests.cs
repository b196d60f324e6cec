namespace LiteLlm.AgentSdk.Wire.Tests.Resources;

public class SkillTests
{
    private const string Skill = """{"id":"k1","name":"n","description":null,"content":"c","created_at":"2026-11-22T00:11:21.150Z"}""";
    private const string AgentWith =
        """{"agent":{"id":"a1","model":"m","prompt":"p\n\n<!-- skill:k1 -->\nc","attached_skill_ids":["k1"]}}""";

    [Theory]
    [InlineData(false, """{"name":"n"}""")]
    [InlineData(true, """{"name":"n","description":null}""")]
    public async Task A_null_is_sent_only_where_a_field_is_to_be_cleared(bool clear, string sent)
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Skill));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        Skill skill = await client.Skills.UpdateAsync("k1", new SkillUpdateOptions { Name = "n", ClearDescription = clear });

        wire.ShouldHaveReceivedOne().Text.Should().Be(sent);
        skill.Description.Should().BeNull();
        skill.Response!.StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_before_anything_is_sent()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Skill));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Func<Task> create = () => client.Skills.CreateAsync(new SkillCreateOptions());
        Func<Task> update =
            () => client.Skills.UpdateAsync("k1", new SkillUpdateOptions
            {
                Name =
                "",
                Content = "",
                Description = "d",
                ClearDescription = true
            });
        Func<Task> attach = () => client.Agents.AttachSkillAsync("a1", new SkillAttachOptions { Name = "" });
        Func<Task> attachNone = () => client.Agents.AttachSkillAsync("a1", "");

        (await Problems(create)).Should().Equal("name", "content");
        (await Problems(update)).Should().Equal("name", "content", "description");
        (await Problems(attach)).Should().Equal("content", "name");
        (await Problems(attachNone)).Should().Equal("skill_id");
        wire.ShouldHaveReceivedNothing();
    }

    [Fact]
    public async Task An_agent_keeps_what_the_platform_says_when_a_skill_is_attached_or_detached()
    {
        using PlatformWire wire = PlatformWire.Start();
        wire.GivenFirst(
            Answer.Json(AgentWith),
            Answer.Json("""{"agent":{"id":"a1","model":"m","prompt":"p","attached_skill_ids":[]}}"""),
            Answer.Json("""{"agent":{"id":"a1","model":"m2"}}"""));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Agent agent = await wire.AgentAsync(client);

        SkillAttachment attached = await agent.AttachSkillAsync(new SkillAttachOptions { Content = "c", SaveToLibrary = false });
        IReadOnlyList<string> with = agent.AttachedSkillIds;
        Agent detached = await agent.DetachSkillAsync("k1");
        IReadOnlyList<string> without = agent.AttachedSkillIds;
        await agent.DetachAllSkillsAsync();

        attached.Agent.Should().BeSameAs(agent);
        attached.Skill.Should().BeNull();
        with.Should().Equal("k1");
        detached.Should().BeSameAs(agent);
        without.Should().BeEmpty();
        agent.Model.Should().Be("m2");
        wire.Requests.Select(r => $"{r.Method} {r.Target}").Should().Equal(
            "POST /api/v1/managed_agents/agents/a1/skill",
            "DELETE /api/v1/managed_agents/agents/a1/skill?skill_id=k1",
            "DELETE /api/v1/managed_agents/agents/a1/skill");
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task To_detach_no_skill_is_not_to_detach_all(string? skillId)
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(AgentWith));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Agent theAgent = await wire.AgentAsync(client);
        Func<Task> agents = () => client.Agents.DetachSkillAsync("a1", skillId!);
        Func<Task> agent = () => theAgent.DetachSkillAsync(skillId!);

        await agents.Should().ThrowAsync<ArgumentException>();
        await agent.Should().ThrowAsync<ArgumentException>();
        wire.ShouldHaveReceivedNothing();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":[null]}""")]
    [InlineData("[]")]
    public async Task A_list_that_is_null_has_nothing_in_it(string answer)
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(answer));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        (await client.Skills.ListAsync().ToListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task An_answer_that_is_not_a_list_is_a_failure()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"skills":[]}"""));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        Func<Task> list = () => client.Skills.ListAsync().ToListAsync();

        (await list.Should().ThrowAsync<AgentPlatformException>()).Which.ResponseBody.Should().Contain("skills");
    }

    private static async Task<IEnumerable<string>> Problems(Func<Task> call) =>
        (await call.Should().ThrowAsync<AgentPlatformValidationException>()).Which.ValidationErrors.Select(problem => problem.Path);
}
