using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// What to change of an agent (<c>PATCH /agents/{id}</c>). What is not set stays as it is; nothing can be cleared, the platform
/// takes no <c>null</c>. The harness and the repository can't be changed.
/// </summary>
public sealed class AgentUpdateOptions
{
    /// <summary>Gets the new name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the new picture.</summary>
    public string? PfpUrl { get; init; }

    /// <summary>Gets the new list of MCP servers, in place of the old.</summary>
    public IReadOnlyList<string>? McpServers { get; init; }

    /// <summary>Gets the image of the sandboxes.</summary>
    public string? HarnessImage { get; init; }

    /// <summary>Gets the new system prompt.</summary>
    public string? Prompt { get; init; }

    /// <summary>Gets the new model.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the new branch.</summary>
    public string? Branch { get; init; }

    /// <summary>Gets how many memories are put before the agent at the start of a session: 0 to 50.</summary>
    public int? PreloadMemoryLimit { get; init; }

    /// <summary>Gets the new list of projects, in place of the old.</summary>
    public IReadOnlyList<AgentProject>? Projects { get; init; }

    /// <summary>
    /// Gets the new environment, in place of the whole old one. <c>AGENT_REQUIREMENTS</c>, which comes back in <see cref="Agent.EnvVars"/>,
    /// has to be taken out of a map that is sent back.
    /// </summary>
    public EnvironmentVariables? EnvVars { get; init; }

    /// <summary>Gets the new list of hosts that may be reached.</summary>
    public IReadOnlyList<string>? AllowOut { get; init; }

    /// <summary>Gets the new list of hosts that may not be reached.</summary>
    public IReadOnlyList<string>? DenyOut { get; init; }

    /// <summary>Gets the new map of the hosts that may be sent a variable.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? EnvVarHosts { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, sent as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Names the type alone: the options carry secrets.</summary>
    /// <returns>The type's name.</returns>
    public override string ToString() => nameof(AgentUpdateOptions);
}
