using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>Options of a new memory (<c>POST /agents/{id}/memory</c>).</summary>
public sealed record MemoryCreateOptions
{
    /// <summary>Gets the text to remember. Required.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the memory's tags: at most 8.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Gets the kind of the memory, which can be any word.</summary>
    /// <value>Default: the platform's default, which is <c>convention</c>.</value>
    public string? Type { get; init; }

    /// <summary>Gets the priority. Memories with a higher priority are given to the agent first.</summary>
    /// <value>Default: the platform's default, which is 0.</value>
    public int? Priority { get; init; }

    /// <summary>Gets a value indicating whether the memory is always given to the agent.</summary>
    /// <value>Default: the platform's default, which is <see langword="false"/>.</value>
    public bool? Pinned { get; init; }

    /// <summary>Gets the source of the memory.</summary>
    /// <value>Default: the platform's default, which is <see cref="MemorySource.Agent"/> for <see cref="Session.Memories"/>, and
    /// <see cref="MemorySource.Ui"/> otherwise.</value>
    public MemorySource? Source { get; init; }

    /// <summary>Gets the id of the user that it comes from.</summary>
    /// <value>Default: none.</value>
    public string? SourceUserId { get; init; }

    /// <summary>Gets the id of the session in which it was added.</summary>
    /// <value>Default: none.</value>
    public string? SourceSessionId { get; init; }

    /// <summary>Gets the timestamp of the Slack thread that it comes from.</summary>
    /// <value>Default: none.</value>
    public string? SourceThreadTs { get; init; }

    /// <summary>Gets or sets fields that this version of the SDK does not know. They are sent unchanged.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
