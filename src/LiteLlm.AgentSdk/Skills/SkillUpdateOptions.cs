using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What to change of a skill (<c>PATCH /skills/{id}</c>). What is not set stays as it is.</summary>
public sealed record SkillUpdateOptions
{
    /// <summary>The new name.</summary>
    public string? Name { get; init; }

    /// <summary>The new description.</summary>
    public string? Description { get; init; }

    /// <summary>Whether to take the description away. Not together with <see cref="Description"/>.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    [JsonIgnore]
    public bool ClearDescription { get; init; }

    /// <summary>The new instructions.</summary>
    public string? Content { get; init; }

    /// <summary>Fields that this version of the SDK does not know, sent as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
