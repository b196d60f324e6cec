namespace LiteLlm.AgentSdk.Tests;

/// <content>Skills, memories, automations, issues, projects, templates, resources of sessions, and the server itself.</content>
internal static partial class GoldenCalls
{
    public static async Task<object> ListSkills(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Skills.ListAsync().ToListAsync();

    public static async Task<object> GetSkill(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Skills.GetAsync(exchange.Segment("skills")!);

    public static async Task<object> CreateSkill(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Skills.CreateAsync(GoldenInputs.SkillCreate(RecordedFields.Of(exchange)));

    public static async Task<object> UpdateSkill(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Skills.UpdateAsync(exchange.Segment("skills")!, GoldenInputs.SkillUpdate(RecordedFields.Of(exchange)));

    public static async Task<object> DeleteSkill(AgentPlatformClient client, RecordedExchange exchange)
    {
        await client.Skills.DeleteAsync(exchange.Segment("skills")!);
        return Nothing;
    }

    public static async Task<object> AttachSkill(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.AttachSkillAsync(AgentId(exchange), RecordedFields.Of(exchange).Text("skill_id")!);

    public static async Task<object> AttachNewSkill(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.AttachSkillAsync(AgentId(exchange), GoldenInputs.SkillAttach(RecordedFields.Of(exchange)));

    public static async Task<object> DetachSkill(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.DetachSkillAsync(AgentId(exchange), exchange.Parameter("skill_id")!);

    public static async Task<object> DetachAllSkills(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.DetachAllSkillsAsync(AgentId(exchange));

    public static async Task<object> SyncTemplate(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.SyncTemplateAsync(AgentId(exchange));

    public static async Task<object> ListTemplates(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Templates.ListAsync().ToListAsync();

    public static async Task<object> ListMemories(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.GetMemoriesClient(AgentId(exchange))
            .ListAsync(new MemoryListOptions { Query = exchange.Parameter("q"), Tag = exchange.Parameter("tag") })
            .ToListAsync();

    public static async Task<object> CreateMemory(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.GetMemoriesClient(AgentId(exchange)).CreateAsync(GoldenInputs.MemoryCreate(RecordedFields.Of(exchange)));

    public static async Task<object> UpdateMemory(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.GetMemoriesClient(AgentId(exchange)).UpdateAsync(exchange.Segment("memory")!,
            GoldenInputs.MemoryUpdate(RecordedFields.Of(exchange)));

    public static async Task<object> DeleteMemory(AgentPlatformClient client, RecordedExchange exchange)
    {
        await client.Agents.GetMemoriesClient(AgentId(exchange)).DeleteAsync(exchange.Segment("memory")!);
        return Nothing;
    }

    public static async Task<object> ListSessionMemories(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Sessions.GetMemoriesClient(SessionId(exchange)).ListAsync().ToListAsync();

    public static async Task<object> CreateSessionMemory(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Sessions.GetMemoriesClient(SessionId(exchange)).CreateAsync(GoldenInputs.MemoryCreate(RecordedFields.Of(exchange)));

    public static async Task<object> ListAutomations(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.GetAutomationsClient(AgentId(exchange)).ListAsync().ToListAsync();

    public static async Task<object> CreateAutomation(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.GetAutomationsClient(AgentId(exchange)).CreateAsync(GoldenInputs.AutomationCreate(RecordedFields.Of(exchange)));

    public static async Task<object> UpdateAutomation(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.GetAutomationsClient(AgentId(exchange)).UpdateAsync(exchange.Segment("automations")!,
            GoldenInputs.AutomationUpdate(RecordedFields.Of(exchange)));

    public static async Task<object> DeleteAutomation(AgentPlatformClient client, RecordedExchange exchange)
    {
        await client.Agents.GetAutomationsClient(AgentId(exchange)).DeleteAsync(exchange.Segment("automations")!);
        return Nothing;
    }

    public static async Task<object> RunAutomation(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.GetAutomationsClient(AgentId(exchange)).RunAsync(exchange.Segment("automations")!);

    public static async Task<object> ListRuns(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.GetAutomationsClient(AgentId(exchange)).ListRunsAsync().ToListAsync();

    public static async Task<object> GetRun(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.GetAutomationsClient(AgentId(exchange)).GetRunAsync(exchange.Segment("automation-runs")!);

    public static async Task<object> ListIssues(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.GetIssuesClient(AgentId(exchange))
            .ListAsync(new IssueListOptions
            {
                Status = exchange.Parameter("status") is { } status ? new IssueStatus(status) : null,
                Severity = exchange.Parameter("severity") is { } severity ? new IssueSeverity(severity) : null,
                Limit = Number(exchange, "limit"),
            })
            .ToListAsync();

    public static async Task<object> GetIssue(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.GetIssuesClient(AgentId(exchange)).GetAsync(exchange.Segment("issues")!);

    public static async Task<object> CreateIssue(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.GetIssuesClient(AgentId(exchange)).CreateAsync(GoldenInputs.IssueCreate(RecordedFields.Of(exchange)));

    public static async Task<object> UpdateIssue(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Agents.GetIssuesClient(AgentId(exchange)).UpdateAsync(exchange.Segment("issues")!,
            GoldenInputs.IssueUpdate(RecordedFields.Of(exchange)));

    public static async Task<object> ListSessionIssues(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Sessions.GetIssuesClient(SessionId(exchange)).ListAsync().ToListAsync();

    public static async Task<object> CreateSessionIssue(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Sessions.GetIssuesClient(SessionId(exchange)).CreateAsync(GoldenInputs.IssueCreate(RecordedFields.Of(exchange)));

    public static async Task<object> UpdateSessionIssue(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Sessions.GetIssuesClient(SessionId(exchange)).UpdateAsync(exchange.Segment("issues")!,
            GoldenInputs.IssueUpdate(RecordedFields.Of(exchange)));

    public static async Task<object> ListProjects(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Projects.ListAsync().ToListAsync();

    public static async Task<object> GetProject(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Projects.GetAsync(exchange.Segment("projects")!);

    public static async Task<object> CreateProject(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Projects.CreateAsync(GoldenInputs.ProjectCreate(RecordedFields.Of(exchange)));

    public static async Task<object> UpdateProject(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Projects.UpdateAsync(exchange.Segment("projects")!, GoldenInputs.ProjectUpdate(RecordedFields.Of(exchange)));

    public static async Task<object> DeleteProject(AgentPlatformClient client, RecordedExchange exchange)
    {
        await client.Projects.DeleteAsync(exchange.Segment("projects")!);
        return Nothing;
    }

    public static async Task<object> ListModels(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Server.ListModelsAsync().ToListAsync();

    public static async Task<object> ListHarnessImages(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Server.ListHarnessImagesAsync().ToListAsync();

    public static async Task<object> GetConfiguration(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Server.GetConfigurationAsync();

    public static async Task<object> GetHealth(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Server.GetHealthAsync();

    public static async Task<object> GetStatistics(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Server.GetStatisticsAsync();

    public static async Task<object> GetMetrics(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Server.GetMetricsAsync();

    public static async Task<object> GetInlineHarness(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Server.GetInlineHarnessAsync();

    public static async Task<object> ListIntegrations(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Integrations.ListAsync(exchange.Parameter("agent_id")).ToListAsync();

    public static async Task<object> GetManifest(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Integrations.GetManifestAsync(exchange.Segment("integrations")!);

    public static async Task<object> BindIntegration(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Integrations.BindAsync(AgentId(exchange), exchange.Segment("integrations")!,
            RecordedFields.Of(exchange).Text("install_id")!);

    public static async Task<object> UnbindIntegration(AgentPlatformClient client, RecordedExchange exchange) =>
        await client.Integrations.UnbindAsync(AgentId(exchange), exchange.Segment("integrations")!);

    public static async Task<object> Diagnose(AgentPlatformClient client, RecordedExchange exchange) =>
        await (await SessionAsync(client)).DiagnoseAsync();

    public static async Task<object> SandboxLogs(AgentPlatformClient client, RecordedExchange exchange) =>
        await (await SessionAsync(client)).GetSandboxLogsAsync(new SandboxLogOptions
        {
            Since =
            Number(exchange, "sinceSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds)
            : null,
            TailLines = Number(exchange, "tailLines")
        });

    public static async Task<object> ProvisionSandbox(AgentPlatformClient client, RecordedExchange exchange)
    {
        await (await SessionAsync(client)).ProvisionSandboxAsync(RecordedFields.Of(exchange).Text("name")!);
        return Nothing;
    }

    public static async Task<object> GetVaultKeys(AgentPlatformClient client, RecordedExchange exchange) =>
        await (await SessionAsync(client)).GetVaultKeysAsync();

    public static async Task<object> GetInterceptions(AgentPlatformClient client, RecordedExchange exchange) =>
        await (await SessionAsync(client)).GetInterceptionsAsync();

    public static async Task<object> Assess(AgentPlatformClient client, RecordedExchange exchange) =>
        await (await SessionAsync(client)).AssessAsync();

    public static async Task<object> GetAssessment(AgentPlatformClient client, RecordedExchange exchange) =>
        (object?)await (await SessionAsync(client)).GetAssessmentAsync() ?? Nothing;

    public static async Task<object> ExecuteInSandbox(AgentPlatformClient client, RecordedExchange exchange)
    {
        RecordedFields fields = RecordedFields.Of(exchange);
        return await (await SessionAsync(client)).ExecuteInSandboxAsync(fields.Text("sandbox_name")!, fields.Text("cmd")!);
    }

    public static async Task<object> ReadSandboxFile(AgentPlatformClient client, RecordedExchange exchange)
    {
        RecordedFields fields = RecordedFields.Of(exchange);
        return await (await SessionAsync(client)).ReadSandboxFileAsync(fields.Text("sandbox_name")!, fields.Text("path")!);
    }

    public static async Task<object> UploadArtifact(AgentPlatformClient client, RecordedExchange exchange)
    {
        RecordedFields fields = RecordedFields.Of(exchange);
        using MemoryStream content = new(fields.Bytes("content")!);
        return await (await SessionAsync(client)).UploadArtifactAsync(fields.Text("name")!, content,
            new ArtifactOptions { MimeType = fields.Text("mime_type") });
    }
}
