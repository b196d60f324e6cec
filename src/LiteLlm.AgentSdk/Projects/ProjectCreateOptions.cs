using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A new project (<c>POST /projects</c>).</summary>
public sealed class ProjectCreateOptions
{
    /// <summary>Gets its name: 1 to 64 characters. Required.</summary>
    public string? Name { get; init; }

    /// <summary>Gets what it is.</summary>
    /// <value>Default: none.</value>
    public string? Description { get; init; }

    /// <summary>Gets its repository.</summary>
    /// <value>Default: none.</value>
    public string? RepoUrl { get; init; }

    /// <summary>Gets its environment.</summary>
    /// <value>Default: none.</value>
    public EnvironmentVariables? EnvVars { get; init; }

    /// <summary>Gets the hosts that it may reach.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? AllowOut { get; init; }

    /// <summary>Gets the hosts that it may not reach.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? DenyOut { get; init; }

    /// <summary>Gets the files that it puts into sandboxes.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<SandboxFile>? Files { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, sent as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Names the type alone: the options carry secrets.</summary>
    /// <returns>The type's name.</returns>
    public override string ToString() => nameof(ProjectCreateOptions);
}
