using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Options of a new agent (<c>POST /agents</c>). An option that is not set is not sent, so that the platform's default applies.
/// </summary>
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

    /// <summary>Gets tools, in the harness's format. They are sent unchanged, and the platform does not return them.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<JsonElement>? Tools { get; init; }

    /// <summary>Gets the harness: the program that runs the agent in its sandbox. It can't be changed later.</summary>
    /// <value>Default: the platform's default, which is <see cref="HarnessId.OpenCode"/>.</value>
    public HarnessId? HarnessId { get; init; }

    /// <summary>
    /// Gets the text of a <c>requirements.txt</c> to install. The platform returns it as the environment variable
    /// <c>AGENT_REQUIREMENTS</c>.
    /// </summary>
    /// <value>Default: none.</value>
    public string? Requirements { get; init; }

    /// <summary>Gets the absolute URL of the repository to clone. It can't be changed later.</summary>
    /// <value>Default: none.</value>
    public string? RepoUrl { get; init; }

    /// <summary>Gets the branch to check out.</summary>
    /// <value>Default: the platform's default, which is <c>main</c>.</value>
    public string? Branch { get; init; }

    /// <summary>Gets the URL of the agent's picture.</summary>
    /// <value>Default: none.</value>
    public string? PfpUrl { get; init; }

    /// <summary>Gets the MCP servers to use.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? McpServers { get; init; }

    /// <summary>Gets the environment variables of the sandboxes: at most 50, and at most 16,384 UTF-16 code units as JSON.</summary>
    /// <value>Default: none.</value>
    public EnvironmentVariables? EnvVars { get; init; }

    /// <summary>
    /// Gets the hosts to which each environment variable may be sent, by the variable's name. Each variable must be in
    /// <see cref="EnvVars"/>, and <see cref="AllowOut"/> must cover each host.
    /// </summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? EnvVarHosts { get; init; }

    /// <summary>
    /// Gets the hosts that the sandboxes may reach, such as <c>api.linear.app</c>, <c>*.example.com</c> or <c>10.0.0.0/8</c>.
    /// </summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? AllowOut { get; init; }

    /// <summary>Gets the hosts that the sandboxes may not reach.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? DenyOut { get; init; }

    /// <summary>Gets additional repositories; at least one for the harness <c>claude-code-brain-inline</c>.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<AgentProject>? Projects { get; init; }

    /// <summary>Gets the ids of the library's skills to attach.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? SkillIds { get; init; }

    /// <summary>Gets the id of the template to create the agent from.</summary>
    /// <value>Default: none.</value>
    public string? TemplateId { get; init; }

    /// <summary>Gets files to copy to the sandboxes. Only older servers use them; the platform ignores them.</summary>
    /// <value>Default: none. At most 20 files, with at most 10 MiB as base64 in total.</value>
    public IReadOnlyList<SandboxFile>? SandboxFiles { get; init; }

    /// <summary>Gets the key of the LiteLLM gateway, which is a secret. Only older servers use it.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.GatewayKey"/>; if that is not set either, nothing is sent.</value>
    public string? LitellmApiKey { get => _litellmApiKey; init => _litellmApiKey = value; }

    /// <summary>Gets the URL of the LiteLLM gateway. Only older servers use it.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.GatewayUrl"/>; if that is not set either, nothing is sent.</value>
    public string? LitellmApiBase { get => _litellmApiBase; init => _litellmApiBase = value; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are sent unchanged.</summary>
    /// <value>Default: none.</value>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Returns the type and the agent's name, without the options' secrets.</summary>
    /// <returns>The type's name and the agent's name.</returns>
    public override string ToString() => $"{nameof(AgentCreateOptions)} {{ {nameof(Name)} = {Name} }}";

    /// <summary>Returns the options with the client's gateway key and URL as defaults.</summary>
    internal AgentCreateOptions WithGatewayOf(AgentPlatformOptions platform)
    {
        AgentCreateOptions copy = (AgentCreateOptions)MemberwiseClone();
        copy._litellmApiKey ??= platform.GatewayKey;
        copy._litellmApiBase ??= platform.GatewayUrl;
        return copy;
    }
}
