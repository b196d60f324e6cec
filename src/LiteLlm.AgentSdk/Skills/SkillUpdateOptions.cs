using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What to change of a skill (<c>PATCH /skills/{id}</c>). What is not set stays as it is.</summary>
public sealed record SkillUpdateOptions
{
    /// <summary>Gets the new name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the new description.</summary>
    public string? Description { get; init; }

    /// <summary>Gets a value indicating whether to take the description away. Not together with <see cref="Description"/>.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    [JsonIgnore]
    public bool ClearDescription { get; init; }

    /// <summary>Gets the new instructions.</summary>
    public string? Content { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, sent as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
