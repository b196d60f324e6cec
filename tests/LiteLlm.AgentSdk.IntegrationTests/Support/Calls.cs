namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>The calls of the platform by name, as docs/api-coverage.md lists them.</summary>
internal static class Calls
{
    public const string CreateAgent = "POST /api/v1/managed_agents/agents";
    public const string ListAgents = "GET /api/v1/managed_agents/agents";
    public const string GetAgent = "GET /api/v1/managed_agents/agents/{id}";
    public const string UpdateAgent = "PATCH /api/v1/managed_agents/agents/{id}";
    public const string DeleteAgent = "DELETE /api/v1/managed_agents/agents/{id}";
    public const string AttachSkill = "POST /api/v1/managed_agents/agents/{id}/skill";
    public const string DetachSkill = "DELETE /api/v1/managed_agents/agents/{id}/skill";
    public const string SyncTemplate = "POST /api/v1/managed_agents/agents/{id}/template";

    public const string CreateSession = "POST /api/v1/managed_agents/agents/{id}/session";
    public const string ListSessions = "GET /api/v1/managed_agents/sessions";
    public const string GetSession = "GET /api/v1/managed_agents/sessions/{id}";
    public const string TerminateSession = "DELETE /api/v1/managed_agents/sessions/{id}";
    public const string Send = "POST /api/v1/managed_agents/sessions/{id}/message";
    public const string SendStreaming = "POST /api/v1/managed_agents/sessions/{id}/message_stream";
    public const string GetMessages = "GET /api/v1/managed_agents/sessions/{id}/messages";
    public const string FollowTurn = "GET /api/v1/managed_agents/sessions/{id}/events";
    public const string FollowSession = "GET /api/v1/managed_agents/sessions/{id}/stream";
    public const string Abort = "POST /api/v1/managed_agents/sessions/{id}/abort";
    public const string Restart = "POST /api/v1/managed_agents/sessions/{id}/restart";
    public const string GetLog = "GET /api/v1/managed_agents/sessions/{id}/log";
    public const string GetSandboxLogs = "GET /api/v1/managed_agents/sessions/{id}/sandbox_logs";
    public const string Diagnose = "GET /api/v1/managed_agents/sessions/{id}/diagnose";
    public const string GetVaultKeys = "GET /api/v1/managed_agents/sessions/{id}/vault-keys";
    public const string GetInterceptions = "GET /api/v1/managed_agents/sessions/{id}/interceptions";
    public const string UploadArtifact = "POST /api/v1/managed_agents/sessions/{id}/artifacts";
    public const string GetAssessment = "GET /api/v1/managed_agents/sessions/{id}/assessment";
    public const string Assess = "POST /api/v1/managed_agents/sessions/{id}/assessment";
    public const string ProvisionSandbox = "POST /api/v1/managed_agents/sessions/{id}/sandbox/provision";
    public const string ExecuteInSandbox = "POST /api/v1/managed_agents/sessions/{id}/sandbox/execute";
    public const string ReadSandboxFile = "POST /api/v1/managed_agents/sessions/{id}/sandbox/read-file";

    public const string ListSkills = "GET /api/v1/skills";
    public const string CreateSkill = "POST /api/v1/skills";
    public const string GetSkill = "GET /api/v1/skills/{id}";
    public const string UpdateSkill = "PATCH /api/v1/skills/{id}";
    public const string DeleteSkill = "DELETE /api/v1/skills/{id}";

    public const string ListMemories = "GET /api/v1/managed_agents/agents/{id}/memory";
    public const string CreateMemory = "POST /api/v1/managed_agents/agents/{id}/memory";
    public const string UpdateMemory = "PATCH /api/v1/managed_agents/agents/{id}/memory/{memory_id}";
    public const string DeleteMemory = "DELETE /api/v1/managed_agents/agents/{id}/memory/{memory_id}";
    public const string ListSessionMemories = "GET /api/v1/managed_agents/sessions/{id}/memory";
    public const string CreateSessionMemory = "POST /api/v1/managed_agents/sessions/{id}/memory";

    public const string ListAutomations = "GET /api/v1/managed_agents/agents/{id}/automations";
    public const string CreateAutomation = "POST /api/v1/managed_agents/agents/{id}/automations";
    public const string UpdateAutomation = "PATCH /api/v1/managed_agents/agents/{id}/automations/{automation_id}";
    public const string DeleteAutomation = "DELETE /api/v1/managed_agents/agents/{id}/automations/{automation_id}";
    public const string RunAutomation = "POST /api/v1/managed_agents/agents/{id}/automations/{automation_id}/run";
    public const string ListAutomationRuns = "GET /api/v1/managed_agents/agents/{id}/automation-runs";
    public const string GetAutomationRun = "GET /api/v1/managed_agents/agents/{id}/automation-runs/{run_id}";

    public const string ListIssues = "GET /api/v1/managed_agents/agents/{id}/issues";
    public const string CreateIssue = "POST /api/v1/managed_agents/agents/{id}/issues";
    public const string GetIssue = "GET /api/v1/managed_agents/agents/{id}/issues/{issue_id}";
    public const string UpdateIssue = "PATCH /api/v1/managed_agents/agents/{id}/issues/{issue_id}";
    public const string ListSessionIssues = "GET /api/v1/managed_agents/sessions/{id}/issues";
    public const string CreateSessionIssue = "POST /api/v1/managed_agents/sessions/{id}/issues";
    public const string UpdateSessionIssue = "PATCH /api/v1/managed_agents/sessions/{id}/issues/{issue_id}";

    public const string ListProjects = "GET /api/v1/managed_agents/projects";
    public const string CreateProject = "POST /api/v1/managed_agents/projects";
    public const string GetProject = "GET /api/v1/managed_agents/projects/{id}";
    public const string UpdateProject = "PATCH /api/v1/managed_agents/projects/{id}";
    public const string DeleteProject = "DELETE /api/v1/managed_agents/projects/{id}";

    public const string ListTemplates = "GET /api/v1/templates";
    public const string ListHarnessImages = "GET /api/v1/managed_agents/dockerfiles";
    public const string ListModels = "GET /api/v1/models";
    public const string ListMcpServers = "GET /api/v1/mcp/server";

    public const string GetConfiguration = "GET /api/config";
    public const string GetHealth = "GET /api/v1/health/k8s";
    public const string GetStatistics = "GET /api/v1/admin/stats";
    public const string GetMetrics = "GET /api/v1/metrics";

    public const string OpenTerminal = "GET {tty_url}";
}
