using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>An additional repository that an agent works in (<c>projects[]</c> of an agent).</summary>
public sealed record AgentProject
{
    /// <summary>Gets the project's id. Required.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the project's name. Required.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the project's description.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Description { get; init; }

    /// <summary>Gets the URL of the repository.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? RepoUrl { get; init; }

    /// <summary>Gets the branch to check out.</summary>
    /// <value><see langword="null"/> for the platform's default, which is <c>main</c>.</value>
    public string? Branch { get; init; }

    /// <summary>Gets a command to run after the repository was cloned.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? SetupCmd { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are kept unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
