namespace LiteLlm.AgentSdk;

/// <summary>
/// Options of <see cref="SessionsClient.ListAsync"/> and <see cref="Agent.ListSessionsAsync"/>: which sessions, and how many.
/// </summary>
public sealed record SessionListOptions
{
    /// <summary>Gets the id of the agent whose sessions to list.</summary>
    /// <value>Default: all agents.</value>
    public string? AgentId { get; init; }

    /// <summary>Gets how many of the newest sessions to list: 1 to 200.</summary>
    /// <value>Default: the platform's default, which is 50.</value>
    public int? Limit { get; init; }
}
