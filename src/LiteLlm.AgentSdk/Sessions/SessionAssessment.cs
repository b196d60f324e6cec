namespace LiteLlm.AgentSdk;

/// <summary>The platform's opinion of how a session is going.</summary>
public sealed record SessionAssessment : PlatformRecord
{
    /// <summary>Gets the assessment's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the session.</summary>
    public string SessionId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets how it is going, such as <c>on_track</c>.</summary>
    public string State { get; init => field = value ?? ""; } = "";

    /// <summary>Gets how grave that is, such as <c>info</c>.</summary>
    public IssueSeverity Severity { get; init; }

    /// <summary>Gets what blocks it.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? BlockerType { get; init; }

    /// <summary>Gets what the platform thinks, in a sentence.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Diagnosis { get; init; }

    /// <summary>Gets what it would do.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? RecommendedAction { get; init; }

    /// <summary>Gets how sure it is: 0 to 100.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public double? Confidence { get; init; }

    /// <summary>Gets what it goes by.</summary>
    public IReadOnlyList<string> Evidence { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>Gets whether something has been done, such as <c>none</c>.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? ActionStatus { get; init; }

    /// <summary>Gets what has been done.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? ActionRef { get; init; }

    /// <summary>Gets the session that looked into it.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? ReviewerSessionId { get; init; }

    /// <summary>Gets when it was last looked at.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Gets when it is looked at next.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? NextCheckAt { get; init; }

    /// <summary>Gets when it was first made.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Gets when it last changed.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? UpdatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
