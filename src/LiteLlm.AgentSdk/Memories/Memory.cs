namespace LiteLlm.AgentSdk;

/// <summary>Something that an agent is to remember over its sessions.</summary>
public sealed record Memory : PlatformRecord
{
    /// <summary>Gets the memory's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the agent whose memory it is.</summary>
    public string AgentId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets what is to be remembered.</summary>
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>Gets its tags.</summary>
    public IReadOnlyList<string> Tags { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>Gets what kind of memory it is: any word.</summary>
    /// <value><c>convention</c>, unless something else was said.</value>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the higher, the earlier it is put before the agent.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public int? Priority { get; init; }

    /// <summary>Gets a value indicating whether it is put before the agent in any case.</summary>
    public bool Pinned { get; init; }

    /// <summary>Gets a value indicating whether it is kept, but not used.</summary>
    public bool Disabled { get; init; }

    /// <summary>Gets how often it has been used. Listing counts as a use.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public int? TimesApplied { get; init; }

    /// <summary>Gets when it was last used.</summary>
    /// <value><see langword="null"/> when it never was.</value>
    public DateTimeOffset? LastAppliedAt { get; init; }

    /// <summary>Gets where it comes from.</summary>
    public MemorySource Source { get; init; }

    /// <summary>Gets the user who said it.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? SourceUserId { get; init; }

    /// <summary>Gets the session in which it was noted.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? SourceSessionId { get; init; }

    /// <summary>Gets the Slack thread in which it was said.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? SourceThreadTs { get; init; }

    /// <summary>Gets when it was created.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Gets when it was last changed.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? UpdatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
