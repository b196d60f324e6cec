namespace LiteLlm.AgentSdk;

/// <summary>What was said when an issue was noted again.</summary>
public sealed record IssueComment : PlatformRecord
{
    /// <summary>The comment's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The issue.</summary>
    public string IssueId { get; init => field = value ?? ""; } = "";

    /// <summary>The session in which it was noted again.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? SessionId { get; init; }

    /// <summary>What was said.</summary>
    public string Body { get; init => field = value ?? ""; } = "";

    /// <summary>When.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
