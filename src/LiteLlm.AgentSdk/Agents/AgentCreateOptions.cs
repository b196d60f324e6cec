using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What a new agent is to be (<c>POST /agents</c>). What is not set is left out and takes the platform's default.</summary>
public sealed class AgentCreateOptions
{
    private string? _litellmApiKey;
    private string? _litellmApiBase;

    /// <summary>Gets the agent's name.</summary>
    /// <value>Default: none.</value>
    public string? Name { get; init; }

    /// <summary>Gets the model, such as <c>anthropic/claude-haiku-4-5</c>. Required.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the system prompt.</summary>
    /// <value>Default: none.</value>
    public string? Prompt { get; init; }

    /// <summary>Gets tools, in the shape that the harness takes; sent as they are. They never come back.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<JsonElement>? Tools { get; init; }

    /// <summary>Gets the program that runs the agent. It can't be changed later.</summary>
    /// <value>Default: <see cref="HarnessId.OpenCode"/>, by the platform.</value>
    public HarnessId? HarnessId { get; init; }

    /// <summary>Gets the text of a <c>requirements.txt</c> to install. It comes back as the variable <c>AGENT_REQUIREMENTS</c>.</summary>
    /// <value>Default: none.</value>
    public string? Requirements { get; init; }

    /// <summary>Gets the repository to clone: an absolute address. It can't be changed later.</summary>
    /// <value>Default: none.</value>
    public string? RepoUrl { get; init; }

    /// <summary>Gets the branch to check out.</summary>
    /// <value>Default: <c>main</c>, by the platform.</value>
    public string? Branch { get; init; }

    /// <summary>Gets the agent's picture.</summary>
    /// <value>Default: none.</value>
    public string? PfpUrl { get; init; }

    /// <summary>Gets MCP servers to use.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? McpServers { get; init; }

    /// <summary>Gets environment of the sandboxes: at most 50 variables, 16,384 UTF-16 code units as JSON.</summary>
    /// <value>Default: none.</value>
    public EnvironmentVariables? EnvVars { get; init; }

    /// <summary>
    /// Gets hosts that may be sent a variable, by its name; each variable has to be in <see cref="EnvVars"/>, each host covered by
    /// <see cref="AllowOut"/>.
    /// </summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? EnvVarHosts { get; init; }

    /// <summary>
    /// Gets hosts that the sandboxes may reach, such as <c>api.linear.app</c>, <c>*.example.com</c> or <c>10.0.0.0/8</c>.
    /// </summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? AllowOut { get; init; }

    /// <summary>Gets hosts that the sandboxes may not reach.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? DenyOut { get; init; }

    /// <summary>Gets further repositories; at least one for the harness <c>claude-code-brain-inline</c>.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<AgentProject>? Projects { get; init; }

    /// <summary>Gets skills of the library to attach.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? SkillIds { get; init; }

    /// <summary>Gets the template to make it from.</summary>
    /// <value>Default: none.</value>
    public string? TemplateId { get; init; }

    /// <summary>Gets files to put into the sandboxes; older servers only, the platform ignores them.</summary>
    /// <value>Default: none. At most 20, 10 MiB together as base64.</value>
    public IReadOnlyList<SandboxFile>? SandboxFiles { get; init; }

    /// <summary>Gets the LiteLLM gateway's key; older servers only. Secret.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.GatewayKey"/>; not sent when that is unset too.</value>
    public string? LitellmApiKey { get => _litellmApiKey; init => _litellmApiKey = value; }

    /// <summary>Gets the LiteLLM gateway's address; older servers only.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.GatewayUrl"/>; not sent when that is unset too.</value>
    public string? LitellmApiBase { get => _litellmApiBase; init => _litellmApiBase = value; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, sent as they are.</summary>
    /// <value>Default: none.</value>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Names the type alone: the options carry secrets.</summary>
    /// <returns>The type's name and the agent's name.</returns>
    public override string ToString() => $"{nameof(AgentCreateOptions)} {{ {nameof(Name)} = {Name} }}";

    /// <summary>The options with the client's gateway, where they name none.</summary>
    internal AgentCreateOptions WithGatewayOf(AgentPlatformOptions platform)
    {
        AgentCreateOptions copy = (AgentCreateOptions)MemberwiseClone();
        copy._litellmApiKey ??= platform.GatewayKey;
        copy._litellmApiBase ??= platform.GatewayUrl;
        return copy;
    }
}
