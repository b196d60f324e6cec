namespace LiteLlm.AgentSdk;

/// <summary>Which memories to list.</summary>
public sealed record MemoryListOptions
{
    /// <summary>Words that the text has to contain.</summary>
    /// <value>Default: any text.</value>
    public string? Query { get; init; }

    /// <summary>A tag that they have to have.</summary>
    /// <value>Default: any tags.</value>
    public string? Tag { get; init; }
}
