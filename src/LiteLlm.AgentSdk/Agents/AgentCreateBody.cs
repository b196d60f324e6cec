using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The body of <c>POST /agents</c>: the options, with the client's gateway key and URL as defaults.</summary>
internal sealed class AgentCreateBody
{
    public string? Name { get; init; }

    public string? Model { get; init; }

    public string? Prompt { get; init; }

    public IReadOnlyList<JsonElement>? Tools { get; init; }

    public HarnessId? HarnessId { get; init; }

    public string? Requirements { get; init; }

    public string? RepoUrl { get; init; }

    public string? Branch { get; init; }

    public string? PfpUrl { get; init; }

    public IReadOnlyList<string>? McpServers { get; init; }

    public EnvironmentVariables? EnvVars { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? EnvVarHosts { get; init; }

    public IReadOnlyList<string>? AllowOut { get; init; }

    public IReadOnlyList<string>? DenyOut { get; init; }

    public IReadOnlyList<AgentProject>? Projects { get; init; }

    public IReadOnlyList<string>? SkillIds { get; init; }

    public string? TemplateId { get; init; }

    public IReadOnlyList<SandboxFile>? SandboxFiles { get; init; }

    public string? LitellmApiKey { get; init; }

    public string? LitellmApiBase { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    public static AgentCreateBody Of(AgentCreateOptions options, AgentPlatformOptions platform) => new()
    {
        Name = options.Name,
        Model = options.Model,
        Prompt = options.Prompt,
        Tools = options.Tools,

        HarnessId = options.HarnessId,
        Requirements = options.Requirements,
        RepoUrl = options.RepoUrl,
        Branch = options.Branch,
        PfpUrl = options.PfpUrl,
        McpServers = options.McpServers,
        EnvVars = options.EnvVars,
        EnvVarHosts = options.EnvVarHosts,
        AllowOut = options.AllowOut,
        DenyOut = options.DenyOut,
        Projects = options.Projects,
        SkillIds = options.SkillIds,
        TemplateId = options.TemplateId,
        SandboxFiles = options.SandboxFiles,
        LitellmApiKey = options.LitellmApiKey ?? platform.GatewayKey,
        LitellmApiBase = options.LitellmApiBase ?? platform.GatewayUrl,
        AdditionalProperties = options.AdditionalProperties,
    };
}
