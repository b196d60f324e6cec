using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What to change of a project (<c>PATCH /projects/{id}</c>). What is not set stays as it is.</summary>
public sealed class ProjectUpdateOptions
{
    /// <summary>Gets the new name: 1 to 64 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the new description.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the new repository; an empty text takes it away.</summary>
    public string? RepoUrl { get; init; }

    /// <summary>Gets the new environment, in place of the whole old one.</summary>
    public EnvironmentVariables? EnvVars { get; init; }

    /// <summary>Gets the new list of hosts that it may reach.</summary>
    public IReadOnlyList<string>? AllowOut { get; init; }

    /// <summary>Gets the new list of hosts that it may not reach.</summary>
    public IReadOnlyList<string>? DenyOut { get; init; }

    /// <summary>Gets the new list of files, in place of the old.</summary>
    public IReadOnlyList<SandboxFile>? Files { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, sent as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Names the type alone: the options carry secrets.</summary>
    /// <returns>The type's name.</returns>
    public override string ToString() => nameof(ProjectUpdateOptions);
}
