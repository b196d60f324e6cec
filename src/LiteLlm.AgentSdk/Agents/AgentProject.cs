using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A repository that an agent works in beside its own (<c>projects[]</c> of an agent).</summary>
public sealed record AgentProject
{
    /// <summary>The project's id. Required.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The project's name. Required.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it is.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Description { get; init; }

    /// <summary>The repository.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? RepoUrl { get; init; }

    /// <summary>The branch to check out.</summary>
    /// <value><see langword="null"/> leaves it to the platform, which takes <c>main</c>.</value>
    public string? Branch { get; init; }

    /// <summary>A command that sets it up after it was cloned.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? SetupCmd { get; init; }

    /// <summary>Fields that this version of the SDK does not know, as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
