namespace LiteLlm.AgentSdk;

/// <summary>One run of an automation, in a session of its agent.</summary>
public sealed record AutomationRun : PlatformRecord
{
    /// <summary>Gets the run's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the id of the automation.</summary>
    public string AutomationId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the automation's name.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? AutomationName { get; init; }

    /// <summary>Gets the id of the agent.</summary>
    public string AgentId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the id of the session in which it ran.</summary>
    /// <value><see langword="null"/> if there is none yet.</value>
    public string? SessionId { get; init; }

    /// <summary>Gets the status of the run.</summary>
    public AutomationRunStatus Status { get; init; }

    /// <summary>Gets why the run failed.</summary>
    /// <value><see langword="null"/> if it did not fail.</value>
    public string? Error { get; init; }

    /// <summary>Gets when the run began.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Gets when the run ended.</summary>
    /// <value><see langword="null"/> while it runs.</value>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Gets the instruction for the agent.</summary>
    /// <value><see langword="null"/> if the run was not read with <see cref="AutomationsClient.GetRunAsync"/>.</value>
    public string? AutomationInstruction { get; init; }

    /// <summary>Gets the automation's cron expression.</summary>
    /// <value><see langword="null"/> if the run was not read with <see cref="AutomationsClient.GetRunAsync"/>.</value>
    public string? AutomationCron { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
