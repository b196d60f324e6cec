namespace LiteLlm.AgentSdk.Tests.Telemetry;

/// <summary>All public operations that call the platform, and how they run. The source of docs/operations.md.</summary>
internal static class Operations
{
    private const string Agents = "agents.md";
    private const string Sessions = "sessions.md";
    private const string Streaming = "streaming.md";
    private const string Resources = "resources.md";
    private const string Platform = "platform.md";

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("Agent.CreateAsync", Agents, s => Agent.CreateAsync(new() { Model = "m" }, s.Options), "create_agent"),
        new("AgentsClient.CreateAsync", Agents, s => s.Client.Agents.CreateAsync(new() { Model = "m" }), "create_agent"),
        new("AgentsClient.GetAsync", Agents, s => s.Client.Agents.GetAsync(s.Agent.Id)),
        new("AgentsClient.ListAsync", Agents, s => s.Client.Agents.ListAsync().ToListAsync()),
        new("AgentsClient.UpdateAsync", Agents, s => s.Client.Agents.UpdateAsync(s.Agent.Id, new() { Name = "b" })),
        new("AgentsClient.DeleteAsync", Agents, s => s.Client.Agents.DeleteAsync(s.Agent.Id)),
        new("AgentsClient.AttachSkillAsync", Agents, async s => await s.Client.Agents.AttachSkillAsync(s.Agent.Id, await SkillAsync(s))),
        new("AgentsClient.DetachSkillAsync", Agents, async s => await s.Client.Agents.DetachSkillAsync(s.Agent.Id, await AttachedAsync(s))),
        new("AgentsClient.DetachAllSkillsAsync", Agents, s => s.Client.Agents.DetachAllSkillsAsync(s.Agent.Id)),
        new("AgentsClient.SyncTemplateAsync", Agents, s => s.Client.Agents.SyncTemplateAsync(s.Agent.Id)),
        new("Agent.RefreshAsync", Agents, s => s.Agent.RefreshAsync()),
        new("Agent.UpdateAsync", Agents, s => s.Agent.UpdateAsync(new() { Name = "b" })),
        new("Agent.DeleteAsync", Agents, s => s.Agent.DeleteAsync()),
        new("Agent.AttachSkillAsync", Agents, async s => await s.Agent.AttachSkillAsync(await SkillAsync(s))),
        new("Agent.DetachSkillAsync", Agents, async s => await s.Agent.DetachSkillAsync(await AttachedAsync(s))),
        new("Agent.DetachAllSkillsAsync", Agents, s => s.Agent.DetachAllSkillsAsync()),
        new("Agent.SyncTemplateAsync", Agents, s => s.Agent.SyncTemplateAsync()),
        new("Agent.CreateSessionAsync", Sessions, s => s.Agent.CreateSessionAsync(), "create_session a", [6]),
        new("Agent.GetSessionAsync", Sessions, s => s.Agent.GetSessionAsync(s.Session.Id)),
        new("Agent.ListSessionsAsync", Sessions, s => s.Agent.ListSessionsAsync().ToListAsync()),
        new("SessionsClient.CreateAsync", Sessions, s => s.Client.Sessions.CreateAsync(s.Agent.Id), "create_session", [6]),
        new("SessionsClient.GetAsync", Sessions, s => s.Client.Sessions.GetAsync(s.Session.Id)),
        new("SessionsClient.ListAsync", Sessions, s => s.Client.Sessions.ListAsync().ToListAsync()),
        new("SessionsClient.TerminateAsync", Sessions, s => s.Client.Sessions.TerminateAsync(s.Session.Id)),
        new("Session.RefreshAsync", Sessions, s => s.Session.RefreshAsync()),
        new("Session.GetAgentAsync", Sessions, s => s.Session.GetAgentAsync()),
        new("Session.WaitUntilReadyAsync", Sessions, async s =>
            await (await s.Agent.CreateSessionAsync(new() { WaitUntilReady = false })).WaitUntilReadyAsync(), "wait_until_ready", [6]),
        new("Session.WaitForInitialReplyAsync", Sessions,
            async s => await (await s.Agent.CreateSessionAsync(new() { InitialPrompt = "hello" })).WaitForInitialReplyAsync(),
            "wait_for_initial_reply"),
        new("Session.TerminateAsync", Sessions, s => s.Session.TerminateAsync()),
        new("Session.RestartAsync", Sessions, s => s.Session.RestartAsync()),
        new("Session.AbortAsync", Sessions, s => s.Session.AbortAsync()),
        new("Session.SendAsync", Sessions, s => s.Session.SendAsync("hello"), "invoke_agent"),
        new("Session.GetMessagesAsync", Sessions, s => s.Session.GetMessagesAsync()),
        new("Session.GetLogAsync", Sessions, s => s.Session.GetLogAsync()),
        new("Session.GetSandboxLogsAsync", Sessions, s => s.Session.GetSandboxLogsAsync()),
        new("Session.DiagnoseAsync", Sessions, s => s.Session.DiagnoseAsync()),
        new("Session.GetVaultKeysAsync", Sessions, s => s.Session.GetVaultKeysAsync()),
        new("Session.GetInterceptionsAsync", Sessions, s => s.Session.GetInterceptionsAsync()),
        new("Session.UploadArtifactAsync", Sessions, s => s.Session.UploadArtifactAsync("a.txt", new MemoryStream("text"u8.ToArray()))),
        new("Session.GetAssessmentAsync", Sessions, s => s.Session.GetAssessmentAsync()),
        new("Session.AssessAsync", Sessions, s => s.Session.AssessAsync()),
        new("Session.ProvisionSandboxAsync", Sessions, s => s.Session.ProvisionSandboxAsync("box")),
        new("Session.ExecuteInSandboxAsync", Sessions, s => InSandboxAsync(s, () => s.Session.ExecuteInSandboxAsync("box", "ls"))),
        new("Session.ReadSandboxFileAsync", Sessions, s => InSandboxAsync(s, () => s.Session.ReadSandboxFileAsync("box", "/a"))),
        new("Session.SendStreamingAsync", Streaming, s => DrainAsync(s.Session.SendStreamingAsync("hello")), "invoke_agent"),
        new("AgentPlatformClient.ResumeTurnAsync", Streaming, async s =>
            await DrainAsync(s.Client.ResumeTurnAsync(await s.TokenAsync())), "invoke_agent", [11, 12]),
        new("Session.ResumeTurnAsync", Streaming, async s => await DrainAsync(s.Session.ResumeTurnAsync(await s.TokenAsync())),
            "invoke_agent", [11, 12]),
        new("Session.FollowInitialTurnAsync", Streaming,
            async s => await DrainAsync((await s.Client.Sessions.GetAsync((await s.Agent.CreateSessionAsync(new() { InitialPrompt =
            "hello" })).Id)).FollowInitialTurnAsync()), "invoke_agent"),
        new("Session.FindTurnAsync", Streaming, s =>
            s.Session.FindTurnAsync(new() { Text = "nobody said this" }, DateTimeOffset.UnixEpoch)),
        new("Session.FollowTurnAsync", Streaming, s => s.FollowAsync(s.Session.FollowTurnAsync())),
        new("Session.FollowAsync", Streaming, s => s.FollowAsync(s.Session.FollowAsync(new FollowOptions { StopAfterTurn = true }))),
        new("Session.ClaudeMessagesAsync", Streaming, s => s.FollowAsync(s.Session.ClaudeMessagesAsync())),
        new("Session.OpenTerminalAsync", "terminal.md", async s =>
            await (await (await s.TerminalSessionAsync()).OpenTerminalAsync()).DisposeAsync(), "open_terminal", [40, 41]),
        new("SkillsClient.ListAsync", Resources, s => s.Client.Skills.ListAsync().ToListAsync()),
        new("SkillsClient.CreateAsync", Resources, s => SkillAsync(s)),
        new("SkillsClient.GetAsync", Resources, async s => await s.Client.Skills.GetAsync(await SkillAsync(s))),
        new("SkillsClient.UpdateAsync", Resources, async s => await s.Client.Skills.UpdateAsync(await SkillAsync(s), new() { Name = "x" })),
        new("SkillsClient.DeleteAsync", Resources, async s => await s.Client.Skills.DeleteAsync(await SkillAsync(s))),
        new("AgentMemoriesClient.ListAsync", Resources, s => s.Agent.Memories.ListAsync().ToListAsync()),
        new("AgentMemoriesClient.CreateAsync", Resources, s => MemoryAsync(s)),
        new("AgentMemoriesClient.UpdateAsync", Resources, async s =>
            await s.Agent.Memories.UpdateAsync(await MemoryAsync(s), new() { Text = "x" })),
        new("AgentMemoriesClient.DeleteAsync", Resources, async s => await s.Agent.Memories.DeleteAsync(await MemoryAsync(s))),
        new("SessionMemoriesClient.ListAsync", Resources, s => s.Session.Memories.ListAsync().ToListAsync()),
        new("SessionMemoriesClient.CreateAsync", Resources, s => s.Session.Memories.CreateAsync(new() { Text = "x" })),
        new("AutomationsClient.ListAsync", Resources, s => s.Agent.Automations.ListAsync().ToListAsync()),
        new("AutomationsClient.CreateAsync", Resources, s => AutomationAsync(s)),
        new("AutomationsClient.UpdateAsync", Resources, async s =>
            await s.Agent.Automations.UpdateAsync(await AutomationAsync(s), new() { Name = "x" })),
        new("AutomationsClient.DeleteAsync", Resources, async s => await s.Agent.Automations.DeleteAsync(await AutomationAsync(s))),
        new("AutomationsClient.RunAsync", Resources, async s => await s.Agent.Automations.RunAsync(await AutomationAsync(s))),
        new("AutomationsClient.ListRunsAsync", Resources, s => s.Agent.Automations.ListRunsAsync().ToListAsync()),
        new("AutomationsClient.GetRunAsync", Resources, async s =>
            await s.Agent.Automations.GetRunAsync((await s.Agent.Automations.RunAsync(await AutomationAsync(s))).Id)),
        new("AgentIssuesClient.ListAsync", Resources, s => s.Agent.Issues.ListAsync().ToListAsync()),
        new("AgentIssuesClient.CreateAsync", Resources, s => IssueAsync(s)),
        new("AgentIssuesClient.GetAsync", Resources, async s => await s.Agent.Issues.GetAsync(await IssueAsync(s))),
        new("AgentIssuesClient.UpdateAsync", Resources, async s =>
            await s.Agent.Issues.UpdateAsync(await IssueAsync(s), new() { Severity = IssueSeverity.Error })),
        new("SessionIssuesClient.ListAsync", Resources, s => s.Session.Issues.ListAsync().ToListAsync()),
        new("SessionIssuesClient.CreateAsync", Resources, s => SessionIssueAsync(s)),
        new("SessionIssuesClient.UpdateAsync", Resources, async s =>
            await s.Session.Issues.UpdateAsync(await SessionIssueAsync(s), new() { Severity = IssueSeverity.Error })),
        new("ProjectsClient.ListAsync", Resources, s => s.Client.Projects.ListAsync().ToListAsync()),
        new("ProjectsClient.CreateAsync", Resources, s => ProjectAsync(s)),
        new("ProjectsClient.GetAsync", Resources, async s => await s.Client.Projects.GetAsync(await ProjectAsync(s))),
        new("ProjectsClient.UpdateAsync", Resources, async s =>
            await s.Client.Projects.UpdateAsync(await ProjectAsync(s), new() { Description = "x" })),
        new("ProjectsClient.DeleteAsync", Resources, async s => await s.Client.Projects.DeleteAsync(await ProjectAsync(s))),
        new("TemplatesClient.ListAsync", Resources, s => s.Client.Templates.ListAsync().ToListAsync()),
        new("IntegrationsClient.ListAsync", Resources, s => s.Client.Integrations.ListAsync(s.Agent.Id).ToListAsync()),
        new("IntegrationsClient.GetManifestAsync", Resources, s => s.Client.Integrations.GetManifestAsync("slack")),
        new("IntegrationsClient.BindAsync", Resources, s => s.Client.Integrations.BindAsync(s.Agent.Id, "slack", "install-1")),
        new("IntegrationsClient.UnbindAsync", Resources, s => s.Client.Integrations.UnbindAsync(s.Agent.Id, "slack")),
        new("Agent.BindIntegrationAsync", Resources, s => s.Agent.BindIntegrationAsync("slack", "install-1")),
        new("Agent.UnbindIntegrationAsync", Resources, s => s.Agent.UnbindIntegrationAsync("slack")),
        new("ServerClient.GetInlineHarnessAsync", Platform, s => s.Client.Server.GetInlineHarnessAsync()),
        new("ServerClient.SetInlineHarnessAsync", Platform, s => s.Client.Server.SetInlineHarnessAsync(enable: true)),
        new("ServerClient.ListModelsAsync", Platform, s => s.Client.Server.ListModelsAsync().ToListAsync()),
        new("ServerClient.ListMcpServersAsync", Platform, s => s.Client.Server.ListMcpServersAsync().ToListAsync()),
        new("ServerClient.ListHarnessImagesAsync", Platform, s => s.Client.Server.ListHarnessImagesAsync().ToListAsync()),
        new("ServerClient.GetConfigurationAsync", Platform, s => s.Client.Server.GetConfigurationAsync()),
        new("ServerClient.GetHealthAsync", Platform, s => s.Client.Server.GetHealthAsync()),
        new("ServerClient.GetStatisticsAsync", Platform, s => s.Client.Server.GetStatisticsAsync()),
        new("ServerClient.GetMetricsAsync", Platform, s => s.Client.Server.GetMetricsAsync()),
    ];

    private static async Task DrainAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (T item in items)
        {
            _ = item;
        }
    }

    private static async Task<string> SkillAsync(OperationScene scene) =>
        (await scene.Client.Skills.CreateAsync(new() { Name = "s", Content = "c" })).Id;

    private static async Task<string> AttachedAsync(OperationScene scene)
    {
        string skill = await SkillAsync(scene);
        await scene.Agent.AttachSkillAsync(skill);
        return skill;
    }

    private static async Task<string> MemoryAsync(OperationScene scene) =>
        (await scene.Agent.Memories.CreateAsync(new() { Text = "m" })).Id;

    private static async Task<string> AutomationAsync(OperationScene scene) =>
        (await scene.Agent.Automations.CreateAsync(new() { Name = "n", CronExpr = "0 9 * * *", Instruction = "i" })).Id;

    private static async Task<string> IssueAsync(OperationScene scene) =>
        (await scene.Agent.Issues.CreateAsync(new() { Title = "t" })).Issue.Id;

    private static async Task<string> SessionIssueAsync(OperationScene scene) =>
        (await scene.Session.Issues.CreateAsync(new() { Title = "t" })).Issue.Id;

    private static async Task<string> ProjectAsync(OperationScene scene) =>
        (await scene.Client.Projects.CreateAsync(new() { Name = "p" })).ProjectId;

    private static async Task InSandboxAsync(OperationScene scene, Func<Task> run)
    {
        await scene.Session.ProvisionSandboxAsync("box");
        await run();
    }
}
