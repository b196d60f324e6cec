namespace LiteLlm.AgentSdk;

/// <summary>An automation: an instruction that the platform gives an agent on a schedule, each time in a new session.</summary>
public sealed record Automation : PlatformRecord
{
    /// <summary>Gets the automation's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the id of the agent.</summary>
    public string AgentId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the automation's name.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Name { get; init; }

    /// <summary>Gets the instruction for the agent.</summary>
    public string Instruction { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the schedule: a cron expression with five fields, in UTC.</summary>
    public string CronExpr { get; init => field = value ?? ""; } = "";

    /// <summary>Gets a value indicating whether the automation is enabled.</summary>
    public bool Enabled { get; init; }

    /// <summary>Gets the time of the next run.</summary>
    /// <value><see langword="null"/> while it is disabled.</value>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>Gets the time of the last run.</summary>
    /// <value><see langword="null"/> if it has never run.</value>
    public DateTimeOffset? LastRunAt { get; init; }

    /// <summary>Gets when the automation was created.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
