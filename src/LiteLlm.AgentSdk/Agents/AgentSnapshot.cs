using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>An agent as the platform sends it.</summary>
internal sealed class AgentSnapshot
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Model { get; init; }

    public string? Prompt { get; init; }

    public HarnessId HarnessId { get; init; }

    public bool? SupportsTui { get; init; }

    public string? RepoUrl { get; init; }

    public string? Branch { get; init; }

    public string? PfpUrl { get; init; }

    public IReadOnlyList<string> McpServers { get; init => field = value ?? []; } = [];

    public EnvironmentVariables EnvVars { get; init => field = value ?? []; } = [];

    public Dictionary<string, IReadOnlyList<string>> EnvVarHosts { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> AttachedSkillIds { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> AllowOut { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> DenyOut { get; init => field = value ?? []; } = [];

    public IReadOnlyList<AgentProject> Projects { get; init => field = value ?? []; } = [];

    public int? PreloadMemoryLimit { get; init; }

    public string? TemplateId { get; init; }

    public int? TemplateVersion { get; init; }

    public int? TemplateLatestVersion { get; init; }

    public bool? TemplateInSync { get; init; }

    public string? TemplatePrompt { get; init; }

    public string? TemplateLatestPrompt { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public int? SessionCount { get; init; }

    public bool? HasActiveSession { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; init; }
}
