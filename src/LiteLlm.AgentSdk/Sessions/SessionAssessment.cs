namespace LiteLlm.AgentSdk;

/// <summary>The platform's opinion of how a session is going.</summary>
public sealed record SessionAssessment : PlatformRecord
{
    /// <summary>The assessment's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The session.</summary>
    public string SessionId { get; init => field = value ?? ""; } = "";

    /// <summary>How it is going, such as <c>on_track</c>.</summary>
    public string State { get; init => field = value ?? ""; } = "";

    /// <summary>How grave that is, such as <c>info</c>.</summary>
    public IssueSeverity Severity { get; init; }

    /// <summary>What blocks it.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? BlockerType { get; init; }

    /// <summary>What the platform thinks, in a sentence.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Diagnosis { get; init; }

    /// <summary>What it would do.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? RecommendedAction { get; init; }

    /// <summary>How sure it is: 0 to 100.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public double? Confidence { get; init; }

    /// <summary>What it goes by.</summary>
    public IReadOnlyList<string> Evidence { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>Whether something has been done, such as <c>none</c>.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? ActionStatus { get; init; }

    /// <summary>What has been done.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? ActionRef { get; init; }

    /// <summary>The session that looked into it.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? ReviewerSessionId { get; init; }

    /// <summary>When it was last looked at.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>When it is looked at next.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? NextCheckAt { get; init; }

    /// <summary>When it was first made.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? UpdatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
