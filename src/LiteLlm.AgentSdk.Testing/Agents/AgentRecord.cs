using System.Text.RegularExpressions;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Agents;

/// <summary>An agent as the platform keeps it.</summary>
internal sealed partial class AgentRecord
{
    public string Id { get; } = Ids.Uuid();

    public required string Model { get; set; }

    public required string HarnessId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? Name { get; set; }

    /// <summary>The agent's prompt, attached skills included.</summary>
    public string? Prompt { get; set; }

    public string? RepoUrl { get; init; }

    public string Branch { get; set; } = "main";

    public string? PfpUrl { get; set; }

    public string? TemplateId { get; init; }

    public string? Requirements { get; init; }

    public IReadOnlyList<string> McpServers { get; set; } = [];

    public IReadOnlyDictionary<string, string> EnvVars { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>JSON: hosts by name of variable.</summary>
    public string EnvVarHosts { get; set; } = "{}";

    public IReadOnlyList<string> AllowOut { get; set; } = [];

    public IReadOnlyList<string> DenyOut { get; set; } = [];

    /// <summary>JSON, with defaults filled in.</summary>
    public string Projects { get; set; } = "[]";

    public int PreloadMemoryLimit { get; set; } = 10;

    public bool Deleted { get; set; }

    public bool SupportsTui => Harnesses.TryGetValue(HarnessId, out bool tui) && tui;

    public bool IsInline => HarnessId.EndsWith("-brain-inline", StringComparison.Ordinal);

    public bool IsOpenCode => HarnessId.StartsWith("opencode", StringComparison.Ordinal);

    /// <summary>The harnesses, in the order in which the platform names them, and whether they are terminals.</summary>
    public static IReadOnlyDictionary<string, bool> Harnesses { get; } = new Dictionary<string, bool>(StringComparer.Ordinal)
    {
        ["opencode"] = false,
        ["claude-agent-sdk"] = false,
        ["claude-code-brain-inline"] = false,
        ["opencode-brain-inline"] = false,
        ["claude-code"] = true,
        ["codex"] = true,
        ["hermes"] = true,
        ["gemini"] = true,
    };

    public static IReadOnlyList<string> Templates { get; } =
        ["security-pr-scan", "claude-code-dangerously-allow-permissions", "coding-agent", "docs-correctness"];

    /// <summary>A template's prompt.</summary>
    public const string TemplatePrompt = "You are a template agent.";

    public static string SkillBlock(string id, string content) => $"<!-- skill:{id} -->\n{content}";

    public string Json(string more = "")
    {
        IEnumerable<KeyValuePair<string, string>> env = Requirements is null ? EnvVars : EnvVars.Append(new("AGENT_REQUIREMENTS", Requirements));
        string version = TemplateId is null ? "null" : "1";
        string templatePrompt = TemplateId is null ? "null" : JsText.Quote(TemplatePrompt);
        string skills = JsText.Strings(SkillMark().Matches(Prompt ?? "").Select(match => match.Groups["id"].Value));
        return $$"""{"id":"{{Id}}","name":{{JsText.Quote(Name)}},"model":{{JsText.Quote(Model)}},"prompt":{{JsText.Quote(Prompt)}},"harness_id":{{JsText.Quote(HarnessId)}},"supports_tui":{{(SupportsTui ? "true" : "false")}},"repo_url":{{JsText.Quote(RepoUrl)}},"branch":{{JsText.Quote(Branch)}},"pfp_url":{{JsText.Quote(PfpUrl)}},"mcp_servers":{{JsText.Strings(McpServers)}},"env_vars":{{JsText.Stored(JsText.Map(env))}},"env_var_hosts":{{JsText.Stored(EnvVarHosts)}},"attached_skill_ids":{{skills}},"allow_out":{{JsText.Strings(AllowOut)}},"deny_out":{{JsText.Strings(DenyOut)}},"projects":{{JsText.Stored(Projects)}},"preload_memory_limit":{{PreloadMemoryLimit}},"template_id":{{JsText.Quote(TemplateId)}},"template_version":{{version}},"template_latest_version":{{version}},"template_in_sync":true,"template_prompt":{{templatePrompt}},"template_latest_prompt":{{templatePrompt}},"created_at":{{JsText.Time((DateTimeOffset?)CreatedAt)}}{{more}}}""";
    }

    [GeneratedRegex("<!-- skill:(?<id>.+?) -->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SkillMark();
}
