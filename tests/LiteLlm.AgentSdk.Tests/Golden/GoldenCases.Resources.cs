using static LiteLlm.AgentSdk.Tests.GoldenCalls;

namespace LiteLlm.AgentSdk.Tests;

/// <content>Skills, memories, automations, issues, projects, templates.</content>
internal static partial class GoldenCases
{
    private static IEnumerable<GoldenCase> Resources() =>
        [.. Skills(), .. Memories(), .. Automations(), .. Issues(), .. Projects(), .. Templates()];

    private static IEnumerable<GoldenCase> Skills() =>
    [
        .. Made(CreateSkill, "skills", "create.full", "create.min"),
        .. Refused(CreateSkill, "a name or a content that is missing", "skills", "create.400.empty-name", "create.400.missing"),
        .. Made(ListSkills, "skills", "list"),
        .. Made(GetSkill, "skills", "get", "get.404"),
        .. Made(UpdateSkill, "skills", "patch", "patch.empty"),
        .. Made(DeleteSkill, "skills", "delete", "delete.404"),
        .. Outside(OtherMethod, "skills", "put.405"),
    ];

    private static IEnumerable<GoldenCase> Memories() =>
    [
        .. Made(CreateMemory, "memory", "create.full", "create.min", "create.404"),
        .. Refused(CreateMemory, "an empty text, or too many tags", "memory", "create.400.empty", "create.400.tags"),
        .. Made(ListMemories, "memory", "list", "list.q", "list.tag"),
        .. Made(UpdateMemory, "memory", "patch", "patch.404"),
        .. Made(DeleteMemory, "memory", "delete", "delete.404"),
    ];

    private static IEnumerable<GoldenCase> Automations() =>
    [
        .. Made(CreateAutomation, "automations", "create", "create.disabled", "create.404", "create.400.cron", "create.422"),
        .. Made(ListAutomations, "automations", "list"),
        .. Made(UpdateAutomation, "automations", "patch", "patch.404"),
        .. Made(RunAutomation, "automations", "run", "run.404"),
        .. Made(ListRuns, "automations", "runs.list"),
        .. Made(GetRun, "automations", "runs.get", "runs.get.404"),
        .. Made(DeleteAutomation, "automations", "delete", "delete.404"),
    ];

    private static IEnumerable<GoldenCase> Issues() =>
    [
        .. Made(CreateIssue, "issues", "create.201", "create.dup.200"),
        .. Refused(CreateIssue, "an empty title", "issues", "create.400"),
        .. Made(ListIssues, "issues", "list", "list.filter"),
        .. Inexpressible("a limit that is not a number", "issues", "list.limit-abc"),
        .. Made(GetIssue, "issues", "get", "get.404"),
        .. Made(UpdateIssue, "issues", "patch", "patch.400"),
    ];

    private static IEnumerable<GoldenCase> Projects() =>
    [
        .. Made(CreateProject, "projects", "create.full", "create.min"),
        .. Refused(CreateProject, "a name that is empty or blank", "projects", "create.400", "create.400.blank"),
        .. Made(ListProjects, "projects", "list"),
        .. Made(GetProject, "projects", "get", "get.404"),
        .. Made(UpdateProject, "projects", "patch"),
        .. Made(DeleteProject, "projects", "delete", "delete.404"),
    ];

    private static IEnumerable<GoldenCase> Templates() =>
    [
        .. Made(ListTemplates, "templates", "list"),
        .. Outside("a path that is nobody's: it shows who answers for it", "templates", "managed_agents-path.catchall"),
        .. Made(ListHarnessImages, "dockerfiles", "list"),
    ];
}
