using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Agents;

/// <summary>An agent as the platform stores it.</summary>
internal sealed class AgentRecord : IStored
{
    public string Id { get; } = Ids.Uuid();

    public required string Model { get; set; }

    public required string HarnessId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? Name { get; set; }

    /// <summary>Gets or sets the agent's prompt, including attached skills.</summary>
    public string? Prompt { get; set; }

    public string? RepoUrl { get; init; }

    public string Branch { get; set; } = "main";

    public string? PfpUrl { get; set; }

    public string? TemplateId { get; init; }

    /// <summary>Gets or sets the version of the template to which the agent was last updated.</summary>
    public int? TemplateVersion { get; set; }

    /// <summary>Gets or sets the template's prompt of that version.</summary>
    public string? TemplatePrompt { get; set; }

    /// <summary>Gets a function that returns the current template.</summary>
    public Func<LocalTemplate?> LatestTemplate { get; init; } = static () => null;

    public string? Requirements { get; init; }

    public IReadOnlyList<string> McpServers { get; set; } = [];

    public IReadOnlyDictionary<string, string> EnvVars { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets or sets the hosts by the variable's name.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> EnvVarHosts { get; set; } = [];

    public IReadOnlyList<string> AllowOut { get; set; } = [];

    public IReadOnlyList<string> DenyOut { get; set; } = [];

    /// <summary>Gets or sets the projects as JSON, with default values.</summary>
    public string Projects { get; set; } = "[]";

    public int PreloadMemoryLimit { get; set; } = 10;

    public bool Deleted { get; set; }

    /// <summary>Returns whether the agent has a project with this id that has a repository.</summary>
    public bool HasRepository(string project)
    {
        using JsonDocument projects = JsonDocument.Parse(Projects);
        return projects.RootElement.EnumerateArray().Any(entry =>
            entry.GetProperty("id").GetString() == project && entry.TryGetProperty("repo_url", out _));
    }

    public bool SupportsTui => Harnesses.TryGetValue(HarnessId, out bool tui) && tui;

    public bool IsInline => HarnessId.EndsWith("-brain-inline", StringComparison.Ordinal);

    public bool IsOpenCode => HarnessId.StartsWith("opencode", StringComparison.Ordinal);

    /// <summary>Gets the harnesses in the platform's order, and whether each is used through a terminal.</summary>
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

    public string Json(string more = "")
    {
        // The platform stores values encrypted, and can't decrypt an empty one.
        IEnumerable<KeyValuePair<string, string>> all = Requirements is null ? EnvVars
            : EnvVars.Append(new("AGENT_REQUIREMENTS", Requirements));
        IEnumerable<KeyValuePair<string, string>> env = all.Where(variable => variable.Value.Length > 0);
        string hosts = "{" + string.Join(",", EnvVarHosts.Select(member => JsText.Quote(member.Key) + ":" + JsText.Strings(member.Value)))
            + "}";
        LocalTemplate? latest = LatestTemplate();
        string version = TemplateVersion is { } number ? JsText.Number(number) : "null";
        string latestVersion = latest is null ? "null" : JsText.Number(latest.Version);
        string inSync = latest is null || TemplateVersion >= latest.Version ? "true" : "false";
        string skills = JsText.Strings(AgentPrompt.SkillIds(Prompt));
        return JsText.OneLine($$"""
            {"id":"{{Id}}","name":{{JsText.Quote(Name)}},"model":{{JsText.Quote(Model)}},"prompt":{{JsText.Quote(Prompt)}},
             "harness_id":{{JsText.Quote(HarnessId)}},"supports_tui":{{(SupportsTui ? "true" : "false")}},
             "repo_url":{{JsText.Quote(RepoUrl)}},"branch":{{JsText.Quote(Branch)}},"pfp_url":{{JsText.Quote(PfpUrl)}},
             "mcp_servers":{{JsText.Strings(McpServers)}},"env_vars":{{JsText.Stored(JsText.Map(env))}},
             "env_var_hosts":{{JsText.Stored(hosts)}},"attached_skill_ids":{{skills}},"allow_out":{{JsText.Strings(AllowOut)}},
             "deny_out":{{JsText.Strings(DenyOut)}},"projects":{{JsText.Stored(Projects)}},
             "preload_memory_limit":{{PreloadMemoryLimit}},"template_id":{{JsText.Quote(TemplateId)}},
             "template_version":{{version}},"template_latest_version":{{latestVersion}},"template_in_sync":{{inSync}},
             "template_prompt":{{JsText.Quote(TemplatePrompt)}},"template_latest_prompt":{{JsText.Quote(latest?.Prompt)}},
             "created_at":{{JsText.Time((DateTimeOffset?)CreatedAt)}}{{more}}}
            """);
    }
}
