using static LiteLlm.AgentSdk.Tests.GoldenCalls;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>Lists every recording once: the call that makes its request, or why no call does.</summary>
internal static partial class GoldenCases
{
    private const string MalformedBody =
        "a body that is missing, or is not JSON or not an object: the SDK writes its bodies from typed options";
    private const string WrongType = "a null or a value of another type where a text belongs: the types of the options do not allow it";
    private const string OtherMethod = "a method that the platform has no call for, so neither has the SDK";
    private const string OtherKey = "no key, or one in another form: the SDK sends 'Authorization: Bearer' with a key on every request";
    private const string Proxied = "the harness's own HTTP surface behind the platform, which the SDK does not use";
    private const string Callback = "what a sandbox reports to the platform, with a token of its own";
    private const string Operators = "for those who operate the platform, not for programs that use its agents";

    public static IReadOnlyList<GoldenCase> All { get; } =
        [.. Agents(), .. Sessions(), .. Endings(), .. Faults(), .. Paths(), .. Resources()];

    private static IEnumerable<GoldenCase> Made(GoldenCall call, string folder, params string[] names) =>
        Cases(GoldenKind.Made, call, "", folder, names);

    private static IEnumerable<GoldenCase> Refused(GoldenCall call, string reason, string folder, params string[] names) =>
        Cases(GoldenKind.Refused, call, reason, folder, names);

    private static IEnumerable<GoldenCase> Inexpressible(string reason, string folder, params string[] names) =>
        Cases(GoldenKind.Inexpressible, null, reason, folder, names);

    private static IEnumerable<GoldenCase> Outside(string reason, string folder, params string[] names) =>
        Cases(GoldenKind.Outside, null, reason, folder, names);

    private static IEnumerable<GoldenCase> Cases(GoldenKind kind, GoldenCall? call, string reason, string folder, string[] names) =>
        names.Select(name => new GoldenCase($"{folder}/{name}", kind, call, reason));

    private static IEnumerable<GoldenCase> Agents()
    {
        const string Folder = "agents";
        return
        [
            .. Made(
                CreateAgent,
                Folder,
                "create.min",
                "create.full",
                "create.unknown-field",
                "create.harness.claude-agent-sdk",
                "create.harness.claude-code",
                "create.harness.claude-code-brain-inline",
                "create.harness.codex",
                "create.harness.gemini",
                "create.harness.hermes",
                "create.harness.opencode",
                "create.harness.opencode-brain-inline"),
            .. Made(GetAgent, Folder, "get", "get.404", "get.after-delete"),
            .. Made(
                ListAgents,
                Folder,
                "list",
                "list.limit2",
                "list.limit2-offset1",
                "list.offset-past-end",
                "list.search",
                "list.search-harness",
                "list.search-none",
                "list.sort-bad",
                "list.sort-name-asc",
                "list.sort-sessions"),
            .. Refused(ListAgents, "a limit or an offset out of range", Folder, "list.limit0", "list.limit-neg", "list.limit1000",
                "list.offset-neg"),
            .. Inexpressible("a limit that is not a number", Folder, "list.limit-abc"),
            .. Made(UpdateAgent, Folder, "patch.all", "patch.empty", "patch.name", "patch.unknown-fields", "patch.404",
                "patch.400.hosts-undefined-key"),
            .. Refused(UpdateAgent, "a number out of range", Folder, "patch.400.preload"),
            .. Inexpressible(WrongType, Folder, "patch.null-name"),
            .. Made(DeleteAgent, Folder, "delete", "delete.again", "delete.with-automations-issues"),
            .. Inexpressible("a slash behind the path, which no path of the SDK has", Folder, "list.trailing-slash"),
            .. Outside(OtherMethod, Folder, "head", "options", "put.405"),
            .. Made(AttachSkill, Folder, "skill.attach-id", "skill.attach.404"),
            .. Made(AttachNewSkill, Folder, "skill.attach-inline", "skill.attach-ephemeral"),
            .. Refused(AttachNewSkill, "no content", Folder, "skill.attach.400"),
            .. Made(DetachSkill, Folder, "skill.detach-one"),
            .. Made(DetachAllSkills, Folder, "skill.detach-all"),
            .. Made(SyncTemplate, Folder, "template-sync"),
            .. Made(BindIntegration, Folder, "integrations.bind"),
            .. Made(UnbindIntegration, Folder, "integrations.unbind"),
        ];
    }

    private static IEnumerable<GoldenCase> Paths()
    {
        const string Folder = "paths";
        return
        [
            .. Made(ListAgents, Folder, "v1-no-api.agents"),
            .. Made(GetAgent, Folder, "v1-no-api.agent"),
            .. Made(CreateAgent, Folder, "v1-no-api.agents.post"),
            .. Outside("paths that are nobody's: they show who answers for them", Folder, "api-root", "catchall.unknown", "mcp-rest"),
            .. Outside("the documentation names it, the platform does not have it", Folder, "sessions-stop-documented-but-absent"),
            .. Made(GetConfiguration, Folder, "config"),
            .. Made(GetHealth, Folder, "health-k8s"),
            .. Made(GetStatistics, Folder, "admin-stats"),
            .. Made(GetMetrics, Folder, "metrics"),
            .. Made(GetInlineHarness, Folder, "admin-inline-harness"),
            .. Outside(Operators, Folder, "sandbox-test"),
            .. Made(ListIntegrations, Folder, "integrations"),
            .. Made(GetManifest, Folder, "integration-manifest"),
            .. Outside("the web page's own session", Folder, "ui-cookie.401"),
            .. Outside("how a sandbox's program renews its sign-in", Folder, "agent-auth-refresh.400", "agent-auth-refresh.401"),
            .. Made(ListModels, Folder, "catchall.models"),
        ];
    }
}
