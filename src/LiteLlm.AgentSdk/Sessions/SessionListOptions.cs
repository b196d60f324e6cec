namespace LiteLlm.AgentSdk;

/// <summary>Which sessions to list (<c>GET /sessions</c>): newest first, and the platform has no pages here.</summary>
public sealed record SessionListOptions
{
    /// <summary>The agent whose sessions are meant.</summary>
    /// <value>Default: all agents.</value>
    public string? AgentId { get; init; }

    /// <summary>How many at most: 1 to 200.</summary>
    /// <value>Default: 50, by the platform.</value>
    public int? Limit { get; init; }
}
