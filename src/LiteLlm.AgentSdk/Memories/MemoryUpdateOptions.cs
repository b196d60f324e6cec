using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>What to change of a memory (<c>PATCH /agents/{id}/memory/{memory_id}</c>). What is not set stays as it is.</summary>
public sealed record MemoryUpdateOptions
{
    /// <summary>Gets the new text.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the new tags, in place of the old: at most 8.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Gets the new kind.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the new priority.</summary>
    public int? Priority { get; init; }

    /// <summary>Gets a value indicating whether it is put before the agent in any case.</summary>
    public bool? Pinned { get; init; }

    /// <summary>Gets a value indicating whether it is kept, but not used.</summary>
    public bool? Disabled { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, sent as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
