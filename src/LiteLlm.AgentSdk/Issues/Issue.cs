namespace LiteLlm.AgentSdk;

/// <summary>Something that an agent, or a person, found to be wrong and noted on an agent.</summary>
public sealed record Issue : PlatformRecord
{
    /// <summary>Gets the issue's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the agent on which it is noted.</summary>
    public string AgentId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the session in which it was found.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? SessionId { get; init; }

    /// <summary>Gets what is wrong, in a line.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>Gets what is wrong, in detail.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Body { get; init; }

    /// <summary>Gets how grave it is.</summary>
    public IssueSeverity Severity { get; init; }

    /// <summary>Gets what has become of it.</summary>
    public IssueStatus Status { get; init; }

    /// <summary>Gets how often it has been noted: an open one of the same title is counted up instead of noted again.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public int? TimesSeen { get; init; }

    /// <summary>
    /// Gets what was said when it was noted again. Lists and single gets have them; the answers to creating and changing do not.
    /// </summary>
    public IReadOnlyList<IssueComment> Comments { get; init => field = ContentList<IssueComment>.Of(value); } =
        ContentList<IssueComment>.Of(null);

    /// <summary>Gets when it was created.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
