using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The fields of a memory to change (<c>PATCH /agents/{id}/memory/{memory_id}</c>). Fields that are not set keep their values.
/// </summary>
public sealed record MemoryUpdateOptions
{
    /// <summary>Gets the new text.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the new tags, which replace the old ones: at most 8.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Gets the new kind.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the new priority.</summary>
    public int? Priority { get; init; }

    /// <summary>Gets a value indicating whether the memory is always given to the agent.</summary>
    public bool? Pinned { get; init; }

    /// <summary>Gets a value indicating whether the memory is disabled: it is kept, but not given to the agent.</summary>
    public bool? Disabled { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are sent unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
