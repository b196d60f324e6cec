namespace LiteLlm.AgentSdk;

/// <summary>Options of <see cref="AutomationsClient.ListRunsAsync"/>.</summary>
public sealed record AutomationRunListOptions
{
    /// <summary>Gets how many of the newest runs to list: 1 to 200.</summary>
    /// <value>Default: the platform's default.</value>
    public int? Limit { get; init; }
}
