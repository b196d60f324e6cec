namespace LiteLlm.AgentSdk;

/// <summary>Options of <see cref="AutomationsClient.ListRunsAsync"/>.</summary>
public sealed record AutomationRunListOptions
{
    /// <summary>Gets the largest number of runs to list, the newest: 1 to 200.</summary>
    /// <value>Default: by the platform.</value>
    public int? Limit { get; init; }
}
