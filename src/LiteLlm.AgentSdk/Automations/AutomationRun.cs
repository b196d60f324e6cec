namespace LiteLlm.AgentSdk;

/// <summary>One run of an automation: a session of its agent.</summary>
public sealed record AutomationRun : PlatformRecord
{
    /// <summary>Gets the run's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the automation that ran.</summary>
    public string AutomationId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the automation's name.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? AutomationName { get; init; }

    /// <summary>Gets the agent.</summary>
    public string AgentId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the session in which it ran.</summary>
    /// <value><see langword="null"/> when there is none (yet).</value>
    public string? SessionId { get; init; }

    /// <summary>Gets how it is.</summary>
    public AutomationRunStatus Status { get; init; }

    /// <summary>Gets why it failed.</summary>
    /// <value><see langword="null"/> when it did not.</value>
    public string? Error { get; init; }

    /// <summary>Gets when it began.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Gets when it ended.</summary>
    /// <value><see langword="null"/> while it runs.</value>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Gets what the agent was told.</summary>
    /// <value><see langword="null"/> unless the run was got by its id.</value>
    public string? AutomationInstruction { get; init; }

    /// <summary>Gets the automation's cron expression.</summary>
    /// <value><see langword="null"/> unless the run was got by its id.</value>
    public string? AutomationCron { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
