namespace LiteLlm.AgentSdk;

/// <summary>Which runs to list: the newest first.</summary>
public sealed record AutomationRunListOptions
{
    /// <summary>How many at most: 1 to 200.</summary>
    /// <value>Default: by the platform.</value>
    public int? Limit { get; init; }
}
