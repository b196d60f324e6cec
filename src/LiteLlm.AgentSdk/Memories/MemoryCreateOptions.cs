using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Something new to remember (<c>POST /agents/{id}/memory</c>).</summary>
public sealed record MemoryCreateOptions
{
    /// <summary>Gets what is to be remembered. Required.</summary>
    public string? Text { get; init; }

    /// <summary>Gets its tags: at most 8.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Gets what kind of memory it is: any word.</summary>
    /// <value>Default: <c>convention</c>, by the platform.</value>
    public string? Type { get; init; }

    /// <summary>Gets the higher, the earlier it is put before the agent.</summary>
    /// <value>Default: 0, by the platform.</value>
    public int? Priority { get; init; }

    /// <summary>Gets a value indicating whether it is put before the agent in any case.</summary>
    /// <value>Default: <see langword="false"/>, by the platform.</value>
    public bool? Pinned { get; init; }

    /// <summary>Gets where it comes from.</summary>
    /// <value>Default: <see cref="MemorySource.Ui"/>; from a session, <see cref="MemorySource.Agent"/>; by the platform.</value>
    public MemorySource? Source { get; init; }

    /// <summary>Gets the user who said it.</summary>
    /// <value>Default: none.</value>
    public string? SourceUserId { get; init; }

    /// <summary>Gets the session in which it was noted.</summary>
    /// <value>Default: none.</value>
    public string? SourceSessionId { get; init; }

    /// <summary>Gets the Slack thread in which it was said.</summary>
    /// <value>Default: none.</value>
    public string? SourceThreadTs { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know, sent as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
