namespace LiteLlm.AgentSdk;

/// <summary>A comment of an issue: the text of a further report of the same issue.</summary>
public sealed record IssueComment : PlatformRecord
{
    /// <summary>Gets the comment's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the id of the issue.</summary>
    public string IssueId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the id of the session in which it was reported.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? SessionId { get; init; }

    /// <summary>Gets the text.</summary>
    public string Body { get; init => field = value ?? ""; } = "";

    /// <summary>Gets when the comment was created.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
