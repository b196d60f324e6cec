namespace LiteLlm.AgentSdk;

/// <summary>Something that an agent is to remember over its sessions.</summary>
public sealed record Memory : PlatformRecord
{
    /// <summary>The memory's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The agent whose memory it is.</summary>
    public string AgentId { get; init => field = value ?? ""; } = "";

    /// <summary>What is to be remembered.</summary>
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>What kind of memory it is: any word.</summary>
    /// <value><c>convention</c>, unless something else was said.</value>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>The higher, the earlier it is put before the agent.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public int? Priority { get; init; }

    /// <summary>Whether it is put before the agent in any case.</summary>
    public bool Pinned { get; init; }

    /// <summary>Whether it is kept, but not used.</summary>
    public bool Disabled { get; init; }

    /// <summary>How often it has been used. Listing counts as a use.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public int? TimesApplied { get; init; }

    /// <summary>When it was last used.</summary>
    /// <value><see langword="null"/> when it never was.</value>
    public DateTimeOffset? LastAppliedAt { get; init; }

    /// <summary>Where it comes from.</summary>
    public MemorySource Source { get; init; }

    /// <summary>The user who said it.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? SourceUserId { get; init; }

    /// <summary>The session in which it was noted.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? SourceSessionId { get; init; }

    /// <summary>The Slack thread in which it was said.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? SourceThreadTs { get; init; }

    /// <summary>When it was created.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? UpdatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
