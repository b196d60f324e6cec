namespace LiteLlm.AgentSdk;

/// <summary>Options of <see cref="AgentMemoriesClient.ListAsync"/> and <see cref="SessionMemoriesClient.ListAsync"/>.</summary>
public sealed record MemoryListOptions
{
    /// <summary>Gets a text that the memories to list must contain.</summary>
    /// <value>Default: any text.</value>
    public string? Query { get; init; }

    /// <summary>Gets a tag that the memories to list must have.</summary>
    /// <value>Default: any tags.</value>
    public string? Tag { get; init; }
}
