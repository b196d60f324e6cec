namespace LiteLlm.AgentSdk;

/// <summary>Options of <see cref="AgentsClient.ListAsync"/>: which agents, in which order, and how many on a page.</summary>
public sealed record AgentListOptions
{
    /// <summary>Gets the largest number of agents on a page: 1 to 200.</summary>
    /// <value>Default: the platform's default, which is 50.</value>
    public int? Limit { get; init; }

    /// <summary>Gets the number of agents to skip at the beginning of the list.</summary>
    /// <value>Default: 0.</value>
    public int? Offset { get; init; }

    /// <summary>Gets a text that the name, the id or the harness of each agent must contain. The comparison ignores case.</summary>
    /// <value>Default: all agents.</value>
    public string? Search { get; init; }

    /// <summary>Gets what the agents are sorted by.</summary>
    /// <value>Default: the platform's default, which is <see cref="AgentSort.CreatedAt"/>.</value>
    public AgentSort? Sort { get; init; }

    /// <summary>Gets the direction in which they are sorted.</summary>
    /// <value>Default: the platform's default, which is <see cref="SortOrder.Descending"/>.</value>
    public SortOrder? Order { get; init; }
}
