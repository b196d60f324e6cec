using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The fields of a project to change (<c>PATCH /projects/{id}</c>). Fields that are not set keep their values.</summary>
public sealed class ProjectUpdateOptions
{
    /// <summary>Gets the new name: 1 to 64 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the new description.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the URL of the new repository; an empty string clears it.</summary>
    public string? RepoUrl { get; init; }

    /// <summary>Gets the new environment variables, which replace all old ones.</summary>
    public EnvironmentVariables? EnvVars { get; init; }

    /// <summary>Gets the new list of hosts that its sandboxes may reach.</summary>
    public IReadOnlyList<string>? AllowOut { get; init; }

    /// <summary>Gets the new list of hosts that its sandboxes may not reach.</summary>
    public IReadOnlyList<string>? DenyOut { get; init; }

    /// <summary>Gets the new list of files, which replaces the old one.</summary>
    public IReadOnlyList<SandboxFile>? Files { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are sent unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Returns only the type's name, because the options contain secrets.</summary>
    /// <returns>The type's name.</returns>
    public override string ToString() => nameof(ProjectUpdateOptions);
}
