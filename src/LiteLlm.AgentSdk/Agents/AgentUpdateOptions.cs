using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The fields of an agent to change (<c>PATCH /agents/{id}</c>). A field that is not set keeps its value. Fields can't be cleared, because
/// the platform does not accept <c>null</c>. The harness and the repository can't be changed.
/// </summary>
public sealed class AgentUpdateOptions
{
    /// <summary>Gets the new name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the URL of the new picture.</summary>
    public string? PfpUrl { get; init; }

    /// <summary>Gets the new list of MCP servers, which replaces the old one.</summary>
    public IReadOnlyList<string>? McpServers { get; init; }

    /// <summary>Gets the container image of the sandboxes.</summary>
    public string? HarnessImage { get; init; }

    /// <summary>Gets the new system prompt.</summary>
    public string? Prompt { get; init; }

    /// <summary>Gets the new model.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the new branch.</summary>
    public string? Branch { get; init; }

    /// <summary>Gets how many memories the agent receives at the start of a session: 0 to 50.</summary>
    public int? PreloadMemoryLimit { get; init; }

    /// <summary>Gets the new list of projects, which replaces the old one.</summary>
    public IReadOnlyList<AgentProject>? Projects { get; init; }

    /// <summary>
    /// Gets the new environment variables, which replace all old ones. Before you send back <see cref="Agent.EnvVars"/>, remove
    /// <c>AGENT_REQUIREMENTS</c>, which the platform adds to it.
    /// </summary>
    public EnvironmentVariables? EnvVars { get; init; }

    /// <summary>Gets the new list of hosts that may be reached.</summary>
    public IReadOnlyList<string>? AllowOut { get; init; }

    /// <summary>Gets the new list of hosts that may not be reached.</summary>
    public IReadOnlyList<string>? DenyOut { get; init; }

    /// <summary>Gets the new hosts to which each environment variable may be sent, by the variable's name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? EnvVarHosts { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are sent unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Returns only the type's name, because the options contain secrets.</summary>
    /// <returns>The type's name.</returns>
    public override string ToString() => nameof(AgentUpdateOptions);
}
