using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A skill that is written for an agent on the spot (<c>POST /agents/{id}/skill</c>).</summary>
public sealed record SkillAttachOptions
{
    /// <summary>Gets the instructions. Required.</summary>
    public string? Content { get; init; }

    /// <summary>Gets its name in the library.</summary>
    /// <value>Default: the platform makes one.</value>
    public string? Name { get; init; }

    /// <summary>Gets what it is for.</summary>
    /// <value>Default: none.</value>
    public string? Description { get; init; }

    /// <summary>Gets a value indicating whether it is kept in the library, where other agents can have it too.</summary>
    /// <value>Default: <see langword="true"/>, by the platform.</value>
    public bool? SaveToLibrary { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, sent as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
