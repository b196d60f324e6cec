namespace LiteLlm.AgentSdk;

/// <summary>One line of a session's timeline (<see cref="Session.GetLogAsync"/>).</summary>
public sealed record LogEntry : PlatformRecord
{
    /// <summary>Gets the entry's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets what kind of entry it is.</summary>
    public LogEntryKind Kind { get; init; }

    /// <summary>Gets when it happened.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? At { get; init; }

    /// <summary>Gets what happened, in a few words.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>Gets more of it; the platform cuts it short.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Detail { get; init; }

    /// <summary>Gets numbers of it, such as <c>853ms · 2 tok</c>.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Meta { get; init; }

    internal override string? MissingMember => Id.Length == 0 && Kind.Value.Length == 0 ? "id" : null;
}
