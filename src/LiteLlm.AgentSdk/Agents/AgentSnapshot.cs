using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>An agent as the platform sends it.</summary>
internal sealed class AgentSnapshot
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Model { get; set; }

    public string? Prompt { get; set; }

    public HarnessId HarnessId { get; set; }

    public bool? SupportsTui { get; set; }

    public string? RepoUrl { get; set; }

    public string? Branch { get; set; }

    public string? PfpUrl { get; set; }

    public IReadOnlyList<string> McpServers { get; set => field = value ?? []; } = [];

    public EnvironmentVariables EnvVars { get; set => field = value ?? []; } = [];

    public Dictionary<string, IReadOnlyList<string>> EnvVarHosts { get; set => field = value ?? []; } = [];

    public IReadOnlyList<string> AttachedSkillIds { get; set => field = value ?? []; } = [];

    public IReadOnlyList<string> AllowOut { get; set => field = value ?? []; } = [];

    public IReadOnlyList<string> DenyOut { get; set => field = value ?? []; } = [];

    public IReadOnlyList<AgentProject> Projects { get; set => field = value ?? []; } = [];

    public int? PreloadMemoryLimit { get; set; }

    public string? TemplateId { get; set; }

    public int? TemplateVersion { get; set; }

    public int? TemplateLatestVersion { get; set; }

    public bool? TemplateInSync { get; set; }

    public string? TemplatePrompt { get; set; }

    public string? TemplateLatestPrompt { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public int? SessionCount { get; set; }

    public bool? HasActiveSession { get; set; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
