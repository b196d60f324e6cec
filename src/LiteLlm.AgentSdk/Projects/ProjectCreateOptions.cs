using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Options of a new project (<c>POST /projects</c>).</summary>
public sealed class ProjectCreateOptions
{
    /// <summary>Gets the project's name: 1 to 64 characters. Required.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the project's description.</summary>
    /// <value>Default: none.</value>
    public string? Description { get; init; }

    /// <summary>Gets the URL of its repository.</summary>
    /// <value>Default: none.</value>
    public string? RepoUrl { get; init; }

    /// <summary>Gets its environment variables.</summary>
    /// <value>Default: none.</value>
    public EnvironmentVariables? EnvVars { get; init; }

    /// <summary>Gets the hosts that its sandboxes may reach.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? AllowOut { get; init; }

    /// <summary>Gets the hosts that its sandboxes may not reach.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? DenyOut { get; init; }

    /// <summary>Gets the files to copy to its sandboxes.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<SandboxFile>? Files { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are sent unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Returns only the type's name, because the options contain secrets.</summary>
    /// <returns>The type's name.</returns>
    public override string ToString() => nameof(ProjectCreateOptions);
}
