using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A repository that an agent works in beside its own (<c>projects[]</c> of an agent).</summary>
public sealed record AgentProject
{
    /// <summary>Gets the project's id. Required.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the project's name. Required.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Gets what it is.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Description { get; init; }

    /// <summary>Gets the repository.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? RepoUrl { get; init; }

    /// <summary>Gets the branch to check out.</summary>
    /// <value><see langword="null"/> leaves it to the platform, which takes <c>main</c>.</value>
    public string? Branch { get; init; }

    /// <summary>Gets a command that sets it up after it was cloned.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? SetupCmd { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
