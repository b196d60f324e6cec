namespace LiteLlm.AgentSdk;

/// <summary>One line of a session's timeline (<see cref="Session.GetLogAsync"/>).</summary>
public sealed record LogEntry : PlatformRecord
{
    /// <summary>Gets the entry's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the kind of the entry.</summary>
    public LogEntryKind Kind { get; init; }

    /// <summary>Gets when it happened.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public DateTimeOffset? At { get; init; }

    /// <summary>Gets a short description of what happened.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>Gets details. The platform truncates long texts.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Detail { get; init; }

    /// <summary>Gets durations and counts as text, such as <c>853ms · 2 tok</c>.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Meta { get; init; }

    internal override string? MissingMember => Id.Length == 0 && Kind.Value.Length == 0 ? "id" : null;
}
