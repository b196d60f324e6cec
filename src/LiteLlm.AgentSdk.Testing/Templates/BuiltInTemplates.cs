namespace LiteLlm.AgentSdk.Testing.Templates;

/// <summary>The built-in templates of the platform.</summary>
internal static class BuiltInTemplates
{
    private const string Words = "A template.";
    private const string Steps = "## Steps\n\n1. Look.\n2. Report.";
    private const string Settings = "{\n  \"defaultMode\": \"bypassPermissions\",\n  \"permissions\": {\n    \"allow\": [\"*\"]\n  }\n}\n";

    public static IEnumerable<LocalTemplate> All =>
    [
        new()
        {
            Id = "security-pr-scan",
            Name = "Security Pr Scan",
            Description = Words,
            Icon = "🛡️",
            Tags = ["security", "github", "SAST"],
            SkillName = "reviewing-security",
            Skill = Steps,
            Tools = ["gh CLI", "semgrep", "gitleaks", "npm audit", "save_memory", "search_memory"],
        },
        new()
        {
            Id = "claude-code-dangerously-allow-permissions",
            Name = "Claude Code Dangerously Allow Permissions",
            Description = Words,
            Icon = "🔓",
            Version = 2,
            Tags = ["claude-code", "unrestricted"],
            Skill = Steps,
            EnvVars = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["LAP_FILE_0_DEST"] = "~/.claude/settings.json",
                ["LAP_FILE_0_CONTENT"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Settings)),
            },
            Files = [new("settings.json", "~/.claude/settings.json", Settings)],
        },
        new()
        {
            Id = "coding-agent",
            Name = "Coding Agent",
            Description = Words,
            Icon = "🤖",
            Version = 2,
            Tags = ["coding", "memory"],
            SkillName = "coding-agent",
            Skill = Steps,
            Tools = ["gh CLI", "grep", "find", "save_memory", "search_memory"],
        },
        new()
        {
            Id = "docs-correctness",
            Name = "Docs Correctness",
            Description = Words,
            Icon = "📄",
            Tags = ["docs", "markdown", "consistency"],
            SkillName = "checking-docs-correctness",
            Skill = Steps,
            Tools = ["gh CLI", "grep", "find", "save_memory", "search_memory"],
        },
    ];
}
