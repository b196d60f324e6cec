namespace LiteLlm.AgentSdk;

/// <summary>One line of a session's timeline (<see cref="Session.GetLogAsync"/>).</summary>
public sealed record LogEntry : PlatformRecord
{
    /// <summary>The entry's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>What kind of entry it is.</summary>
    public LogEntryKind Kind { get; init; }

    /// <summary>When it happened.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? At { get; init; }

    /// <summary>What happened, in a few words.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>More of it; the platform cuts it short.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Detail { get; init; }

    /// <summary>Numbers of it, such as <c>853ms · 2 tok</c>.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Meta { get; init; }

    internal override string? MissingMember => Id.Length == 0 && Kind.Value.Length == 0 ? "id" : null;
}
