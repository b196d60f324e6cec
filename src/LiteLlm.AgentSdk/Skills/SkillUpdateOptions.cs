using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>The fields of a skill to change (<c>PATCH /skills/{id}</c>). Fields that are not set keep their values.</summary>
public sealed record SkillUpdateOptions
{
    /// <summary>Gets the new name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the new description.</summary>
    public string? Description { get; init; }

    /// <summary>Gets a value indicating whether to clear the description. Can't be combined with <see cref="Description"/>.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    [JsonIgnore]
    public bool ClearDescription { get; init; }

    /// <summary>Gets the new instructions.</summary>
    public string? Content { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are sent unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
