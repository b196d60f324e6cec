namespace LiteLlm.AgentSdk.IntegrationTests.Resources;

/// <summary>Memories of agents.</summary>
public sealed class MemoryTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableFact]
    [Covers(Calls.CreateMemory, Calls.ListMemories, Calls.UpdateMemory, Calls.DeleteMemory)]
    public async Task A_memory_is_created_found_changed_and_deleted()
    {
        Agent agent = await CreateAgentAsync();
        Memory memory = await agent.Memories.CreateAsync(new()
        {
            Text = "Use tabs, never spaces",
            Tags = ["style", "code"],
            Type = "constraint",
            Priority = 3,
            Pinned = true,
            Source = MemorySource.Ui,
        });
        await agent.Memories.CreateAsync(new() { Text = "The database is called lap" });

        memory.AgentId.Should().Be(agent.Id);
        memory.Tags.Should().Equal("style", "code");
        (await agent.Memories.ListAsync().ToListAsync()).Should().HaveCount(2);
        Memory found = (await agent.Memories.ListAsync(new() { Query = "tabs" }).ToListAsync()).Should().ContainSingle().Subject;
        found.Should().BeEquivalentTo(new { memory.Id, Type = "constraint", Priority = 3, Pinned = true, Source = MemorySource.Ui });
        (await agent.Memories.ListAsync(new() { Tag = "style" }).ToListAsync()).Should().ContainSingle(other => other.Id == memory.Id);

        Memory changed = await agent.Memories.UpdateAsync(
            memory.Id, new() { Text = "Use spaces", Tags = [], Disabled = true, Pinned = false });
        changed.Should().BeEquivalentTo(new { Text = "Use spaces", Disabled = true, Pinned = false, Priority = 3 });
        changed.Tags.Should().BeEmpty();

        await agent.Memories.DeleteAsync(memory.Id);
        (await agent.Memories.ListAsync().ToListAsync()).Should().ContainSingle().Which.Text.Should().Be("The database is called lap");
    }

    [SkippableFact]
    [Covers(Calls.CreateSessionMemory, Calls.ListSessionMemories)]
    public async Task A_session_remembers_for_its_agent()
    {
        Session session = await AnySessionAsync();
        string text = Platform.Name("session memory");
        Memory memory = await session.Memories.CreateAsync(new() { Text = text, Tags = ["session"] });
        Agent agent = await session.GetAgentAsync();
        Afterwards(() => agent.Memories.DeleteAsync(memory.Id));

        memory.AgentId.Should().Be(agent.Id);
        (await session.Memories.ListAsync(new() { Tag = "session" }).ToListAsync()).Should().ContainSingle(other => other.Id == memory.Id);
        (await Client.Sessions.GetMemoriesClient(session.Id).ListAsync(new() { Query = text }).ToListAsync()).Should().ContainSingle();
    }
}
