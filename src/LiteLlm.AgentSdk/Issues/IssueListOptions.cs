namespace LiteLlm.AgentSdk;

/// <summary>Which issues to list.</summary>
public sealed record IssueListOptions
{
    /// <summary>Those with this status.</summary>
    /// <value>Default: any.</value>
    public IssueStatus? Status { get; init; }

    /// <summary>Those of this severity.</summary>
    /// <value>Default: any.</value>
    public IssueSeverity? Severity { get; init; }

    /// <summary>How many at most: 1 to 500.</summary>
    /// <value>Default: 200, by the platform.</value>
    public int? Limit { get; init; }
}
