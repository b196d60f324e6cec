using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace TestingYourApp;

/// <summary>Uses one clock for the platform and the client. The test moves it.</summary>
public sealed class TimeTests
{
    [Fact]
    public async Task An_automation_runs_every_morning()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(new() { TimeProvider = time });
        using AgentPlatformClient platform = lap.CreateClient(options => options.TimeProvider = time);
        Agent agent = await platform.Agents.CreateAsync(new() { Model = "anthropic/claude-haiku-4-5" });
        await agent.Automations.CreateAsync(new() { Instruction = "Review what was merged.", CronExpr = "0 9 * * *" });

        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Empty(await agent.Automations.ListRunsAsync().ToListAsync());
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(await agent.Automations.ListRunsAsync().ToListAsync());
        time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(2, (await agent.Automations.ListRunsAsync().ToListAsync()).Count);
    }
}
