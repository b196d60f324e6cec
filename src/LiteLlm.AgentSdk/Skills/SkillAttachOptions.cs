using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Options of a skill with its own content, to attach to an agent (<c>POST /agents/{id}/skill</c>).</summary>
public sealed record SkillAttachOptions
{
    /// <summary>Gets the instructions. Required.</summary>
    public string? Content { get; init; }

    /// <summary>Gets the skill's name in the library.</summary>
    /// <value>Default: a name that the platform creates.</value>
    public string? Name { get; init; }

    /// <summary>Gets the skill's description.</summary>
    /// <value>Default: none.</value>
    public string? Description { get; init; }

    /// <summary>Gets a value indicating whether to save the skill in the library, so that other agents can use it too.</summary>
    /// <value>Default: the platform's default, which is <see langword="true"/>.</value>
    public bool? SaveToLibrary { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are sent unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
