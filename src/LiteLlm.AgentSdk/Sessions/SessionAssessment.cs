namespace LiteLlm.AgentSdk;

/// <summary>The platform's assessment of a session's progress.</summary>
public sealed record SessionAssessment : PlatformRecord
{
    /// <summary>Gets the assessment's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the id of the session.</summary>
    public string SessionId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the state of the session's work, such as <c>on_track</c>.</summary>
    public string State { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the severity of the state, such as <c>info</c>.</summary>
    public IssueSeverity Severity { get; init; }

    /// <summary>Gets the kind of the problem that blocks the session.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? BlockerType { get; init; }

    /// <summary>Gets the diagnosis, in a sentence.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Diagnosis { get; init; }

    /// <summary>Gets the action that the platform recommends.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? RecommendedAction { get; init; }

    /// <summary>Gets the confidence of the diagnosis, from 0 to 100.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public double? Confidence { get; init; }

    /// <summary>Gets the observations that the diagnosis is based on.</summary>
    public IReadOnlyList<string> Evidence { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>Gets the status of the action that was taken, such as <c>none</c>.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? ActionStatus { get; init; }

    /// <summary>Gets a reference to the action that was taken.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? ActionRef { get; init; }

    /// <summary>Gets the id of the session that made the assessment.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? ReviewerSessionId { get; init; }

    /// <summary>Gets the time of the last check.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Gets the time of the next check.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public DateTimeOffset? NextCheckAt { get; init; }

    /// <summary>Gets when the assessment was created.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Gets when the assessment was last changed.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public DateTimeOffset? UpdatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
