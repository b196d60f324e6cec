using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>A new skill of the library (<c>POST /skills</c>).</summary>
public sealed record SkillCreateOptions
{
    /// <summary>Its name. Required.</summary>
    public string? Name { get; init; }

    /// <summary>What it is for.</summary>
    /// <value>Default: none.</value>
    public string? Description { get; init; }

    /// <summary>The instructions. Required.</summary>
    public string? Content { get; init; }

    /// <summary>Fields that this version of the SDK does not know, sent as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
