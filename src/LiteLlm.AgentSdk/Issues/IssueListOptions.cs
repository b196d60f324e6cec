namespace LiteLlm.AgentSdk;

/// <summary>Options of <see cref="AgentIssuesClient.ListAsync"/> and <see cref="SessionIssuesClient.ListAsync"/>.</summary>
public sealed record IssueListOptions
{
    /// <summary>Gets the status of the issues to list.</summary>
    /// <value>Default: any.</value>
    public IssueStatus? Status { get; init; }

    /// <summary>Gets the severity of the issues to list.</summary>
    /// <value>Default: any.</value>
    public IssueSeverity? Severity { get; init; }

    /// <summary>Gets the largest number of issues to list: 1 to 500.</summary>
    /// <value>Default: the platform's default, which is 200.</value>
    public int? Limit { get; init; }
}
