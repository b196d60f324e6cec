namespace LiteLlm.AgentSdk;

/// <summary>An instruction that the platform gives an agent by the clock, each time in a new session.</summary>
public sealed record Automation : PlatformRecord
{
    /// <summary>Gets the automation's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the agent that it instructs.</summary>
    public string AgentId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets its name.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Name { get; init; }

    /// <summary>Gets what the agent is told.</summary>
    public string Instruction { get; init => field = value ?? ""; } = "";

    /// <summary>Gets when: a cron expression of five fields, in UTC.</summary>
    public string CronExpr { get; init => field = value ?? ""; } = "";

    /// <summary>Gets a value indicating whether it runs.</summary>
    public bool Enabled { get; init; }

    /// <summary>Gets when it runs next.</summary>
    /// <value><see langword="null"/> while it is disabled.</value>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>Gets when it last ran.</summary>
    /// <value><see langword="null"/> when it never did.</value>
    public DateTimeOffset? LastRunAt { get; init; }

    /// <summary>Gets when it was created.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
