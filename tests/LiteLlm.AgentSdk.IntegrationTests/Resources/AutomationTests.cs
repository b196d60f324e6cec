namespace LiteLlm.AgentSdk.IntegrationTests.Resources;

/// <summary>Scheduled runs of agents.</summary>
public sealed class AutomationTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableFact]
    [Covers(Calls.CreateAutomation, Calls.ListAutomations, Calls.UpdateAutomation, Calls.DeleteAutomation)]
    public async Task An_automation_is_created_found_changed_and_deleted()
    {
        Agent agent = await CreateAgentAsync();
        Automation automation = await agent.Automations.CreateAsync(
            new() { Name = "nightly", Instruction = Prompts.Hello, CronExpr = "30 3 * * 1", Enabled = true });

        automation.Should().BeEquivalentTo(new { AgentId = agent.Id, Name = "nightly", CronExpr = "30 3 * * 1", Enabled = true });
        automation.NextRunAt.Should().BeAfter(DateTimeOffset.UtcNow.AddMinutes(-5));
        DateTime next = automation.NextRunAt!.Value.UtcDateTime;
        (next.DayOfWeek, next.Hour, next.Minute).Should().Be((DayOfWeek.Monday, 3, 30));
        (await agent.Automations.ListAsync().ToListAsync()).Should().ContainSingle(other => other.Id == automation.Id);

        Automation changed = await agent.Automations.UpdateAsync(
            automation.Id, new() { Enabled = false, ClearName = true, CronExpr = "0 0 1 1 *" });
        changed.Should().BeEquivalentTo(new { Enabled = false, Name = (string?)null, CronExpr = "0 0 1 1 *", Instruction = Prompts.Hello });

        await agent.Automations.DeleteAsync(automation.Id);
        (await agent.Automations.ListAsync().ToListAsync()).Should().BeEmpty();
    }

    [SkippableTheory]
    [InlineData("not a cron", 400)]
    [InlineData("0 0 31 2 *", 422)]
    [Covers(Calls.CreateAutomation)]
    public async Task An_invalid_schedule_is_refused(string cron, int status)
    {
        Agent agent = await CreateAgentAsync();
        Func<Task> create = () => agent.Automations.CreateAsync(new() { Instruction = Prompts.Hello, CronExpr = cron });
        AgentPlatformException exception = (await create.Should().ThrowAsync<AgentPlatformException>()).Which;
        ((int)exception.StatusCode!.Value).Should().Be(status);
        (await agent.Automations.ListAsync().ToListAsync()).Should().BeEmpty();
    }

    [SkippableFact]
    [Covers(Calls.RunAutomation, Calls.ListAutomationRuns, Calls.GetAutomationRun)]
    public async Task An_automation_is_run_by_hand()
    {
        Session any = await AnySessionAsync();
        Agent agent = await any.GetAgentAsync();
        Automation automation = await agent.Automations.CreateAsync(
            new() { Instruction = Prompts.Hello, CronExpr = "0 0 1 1 *", Enabled = false });
        Afterwards(() => agent.Automations.DeleteAsync(automation.Id));

        AutomationRun run = await agent.Automations.RunAsync(automation.Id);
        run.AutomationId.Should().Be(automation.Id);
        AutomationRun read = await agent.Automations.GetRunAsync(run.Id);
        read.AutomationInstruction.Should().Be(Prompts.Hello);
        read.Status.Should().NotBe(AutomationRunStatus.Failed, read.Error);
        (await agent.Automations.ListRunsAsync(new() { Limit = 10 }).ToListAsync()).Should().ContainSingle(other => other.Id == run.Id);
        read.SessionId.Should().NotBeNull("the run has a session of its own");
        Session session = await Client.Sessions.GetAsync(read.SessionId!);
        Afterwards(() => session.TerminateAsync());
        (await session.WaitForInitialReplyAsync()).Text.Should().NotBeEmpty("the instruction is its initial prompt");
    }
}
