namespace LiteLlm.AgentSdk;

/// <summary>An issue: a problem with an agent that an agent or a person found and reported.</summary>
public sealed record Issue : PlatformRecord
{
    /// <summary>Gets the issue's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the id of the agent that it concerns.</summary>
    public string AgentId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the id of the session in which it was found.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? SessionId { get; init; }

    /// <summary>Gets a one-line description of the problem.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>Gets a detailed description of the problem.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Body { get; init; }

    /// <summary>Gets the severity.</summary>
    public IssueSeverity Severity { get; init; }

    /// <summary>Gets the status.</summary>
    public IssueStatus Status { get; init; }

    /// <summary>Gets how often the issue was reported. A report with the title of an open issue increases this number.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public int? TimesSeen { get; init; }

    /// <summary>
    /// Gets the comments of further reports of the same issue. They are present in listed and read issues, but not in created or changed
    /// ones.
    /// </summary>
    public IReadOnlyList<IssueComment> Comments { get; init => field = ContentList<IssueComment>.Of(value); } =
        ContentList<IssueComment>.Of(null);

    /// <summary>Gets when the issue was created.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
