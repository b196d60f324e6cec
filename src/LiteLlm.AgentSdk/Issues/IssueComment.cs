namespace LiteLlm.AgentSdk;

/// <summary>What was said when an issue was noted again.</summary>
public sealed record IssueComment : PlatformRecord
{
    /// <summary>Gets the comment's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the issue.</summary>
    public string IssueId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the session in which it was noted again.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? SessionId { get; init; }

    /// <summary>Gets what was said.</summary>
    public string Body { get; init => field = value ?? ""; } = "";

    /// <summary>Gets when.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
