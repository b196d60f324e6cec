using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.IntegrationTests;

/// <summary>The main job against a real platform: what it creates, it takes away again.</summary>
public sealed class RealPlatformTests
{
    private const string Model = "anthropic/claude-haiku-4-5";

    [RealPlatformFact]
    public async Task An_agent_is_created_found_changed_and_deleted()
    {
        using AgentPlatformClient platform = new();
        string name = $"sdk-test-{Guid.NewGuid():N}";
        Agent agent = await platform.Agents.CreateAsync(new() { Name = name, Model = Model, HarnessId = HarnessId.ClaudeAgentSdk });
        try
        {
            (await platform.Agents.GetAsync(agent.Id)).Name.Should().Be(name);
            (await platform.Agents.ListPageAsync(new() { Search = name })).Items.Should().ContainSingle(a => a.Id == agent.Id);
            await agent.UpdateAsync(new() { Prompt = "Answer in one word." });
            agent.Prompt.Should().Be("Answer in one word.");
        }
        finally
        {
            await agent.DeleteAsync();
        }

        Func<Task> get = () => platform.Agents.GetAsync(agent.Id);
        await get.Should().ThrowAsync<AgentPlatformNotFoundException>();
    }

    [RealPlatformFact]
    public async Task A_session_answers_and_streams()
    {
        using AgentPlatformClient platform = new();
        Agent agent = await platform.Agents.CreateAsync(new() { Model = Model, HarnessId = HarnessId.ClaudeAgentSdk });
        Session? session = null;
        try
        {
            session = await agent.CreateSessionAsync();
            Reply reply = await session.SendAsync("Say hello.");
            reply.Text.Should().NotBeEmpty();

            string streamed = "";
            Reply? completed = null;
            await foreach (TurnUpdate update in session.SendStreamingAsync("Say goodbye."))
            {
                streamed += update.Text;
                completed = (update as TurnCompleted)?.Reply ?? completed;
            }

            completed.Should().NotBeNull();
            completed!.Text.Replace("\n", "", StringComparison.Ordinal).Should().Be(streamed.Replace("\n", "", StringComparison.Ordinal));
            (await session.GetMessagesAsync()).Should().HaveCountGreaterThanOrEqualTo(4);
        }
        finally
        {
            if (session is not null)
            {
                await session.TerminateAsync();
            }

            await agent.DeleteAsync();
        }
    }

    [RealPlatformFact]
    public async Task A_wrong_key_is_refused()
    {
        using AgentPlatformClient platform = new(new AgentPlatformOptions { ApiKey = "certainly-wrong" });
        Func<Task> list = () => platform.Agents.ListPageAsync();
        await list.Should().ThrowAsync<AgentPlatformAuthenticationException>();
    }
}
