namespace LiteLlm.AgentSdk;

/// <summary>Which agents to list, and in which order (<c>GET /agents</c>).</summary>
public sealed record AgentListOptions
{
    /// <summary>How many to fetch at a time: 1 to 200.</summary>
    /// <value>Default: 50, by the platform.</value>
    public int? Limit { get; init; }

    /// <summary>How many to leave out at the beginning.</summary>
    /// <value>Default: 0.</value>
    public int? Offset { get; init; }

    /// <summary>Part of a name, an id or a harness, in any case.</summary>
    /// <value>Default: all agents.</value>
    public string? Search { get; init; }

    /// <summary>What to sort by.</summary>
    /// <value>Default: <see cref="AgentSort.CreatedAt"/>, by the platform.</value>
    public AgentSort? Sort { get; init; }

    /// <summary>In which direction.</summary>
    /// <value>Default: <see cref="SortOrder.Descending"/>, by the platform.</value>
    public SortOrder? Order { get; init; }
}
