using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Options of a new skill of the library (<c>POST /skills</c>).</summary>
public sealed record SkillCreateOptions
{
    /// <summary>Gets the skill's name. Required.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the skill's description.</summary>
    /// <value>Default: none.</value>
    public string? Description { get; init; }

    /// <summary>Gets the instructions. Required.</summary>
    public string? Content { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are sent unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
