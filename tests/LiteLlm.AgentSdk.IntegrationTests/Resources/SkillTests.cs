namespace LiteLlm.AgentSdk.IntegrationTests.Resources;

/// <summary>The library of skills.</summary>
public sealed class SkillTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableFact]
    [Covers(Calls.CreateSkill, Calls.GetSkill, Calls.ListSkills, Calls.UpdateSkill, Calls.DeleteSkill)]
    public async Task A_skill_is_created_found_changed_and_deleted()
    {
        Skill skill = await Client.Skills.CreateAsync(
            new() { Name = Platform.Name("skill"), Description = "For tests", Content = "# Steps\n\n1. \u6f22\u5b57 \U0001f600" });
        Afterwards(() => Client.Skills.DeleteAsync(skill.Id));

        (await Client.Skills.GetAsync(skill.Id)).Should().BeEquivalentTo(
            new { skill.Id, Name = Platform.Name("skill"), Description = "For tests", Content = "# Steps\n\n1. \u6f22\u5b57 \U0001f600" });
        (await Client.Skills.ListAsync().ToListAsync()).Should().ContainSingle(other => other.Id == skill.Id);

        Skill changed = await Client.Skills.UpdateAsync(skill.Id, new() { Content = "# New", ClearDescription = true });
        changed.Content.Should().Be("# New");
        changed.Description.Should().BeNull();
        changed.Name.Should().Be(skill.Name);

        await Client.Skills.DeleteAsync(skill.Id);
        Func<Task> get = () => Client.Skills.GetAsync(skill.Id);
        await get.Should().ThrowAsync<AgentPlatformNotFoundException>();
    }

    [SkippableFact]
    [Covers(Calls.CreateAgent)]
    public async Task An_agent_can_be_created_with_skills_and_not_with_unknown_ones()
    {
        Skill skill = await Client.Skills.CreateAsync(new() { Name = Platform.Name("with"), Content = "# Do" });
        Afterwards(() => Client.Skills.DeleteAsync(skill.Id));
        Agent agent = await CreateAgentAsync(
            new() { Name = Platform.Name("skilled"), Model = Platform.Settings.Model, SkillIds = [skill.Id] });
        agent.AttachedSkillIds.Should().Equal(skill.Id);

        Func<Task> create = () => Client.Agents.CreateAsync(
            new() { Name = Platform.Name("unskilled"), Model = Platform.Settings.Model, SkillIds = [Guid.NewGuid().ToString()] });
        await create.Should().ThrowAsync<AgentPlatformNotFoundException>();
    }
}
