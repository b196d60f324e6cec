namespace LiteLlm.AgentSdk;

/// <summary>A memory: a text that an agent remembers across its sessions.</summary>
public sealed record Memory : PlatformRecord
{
    /// <summary>Gets the memory's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the id of the agent.</summary>
    public string AgentId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the text to remember.</summary>
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the memory's tags.</summary>
    public IReadOnlyList<string> Tags { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>Gets the kind of the memory, which can be any word.</summary>
    /// <value><c>convention</c>, if no other kind was set.</value>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the priority. Memories with a higher priority are given to the agent first.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public int? Priority { get; init; }

    /// <summary>Gets a value indicating whether the memory is always given to the agent.</summary>
    public bool Pinned { get; init; }

    /// <summary>Gets a value indicating whether the memory is disabled: it is kept, but not given to the agent.</summary>
    public bool Disabled { get; init; }

    /// <summary>Gets how often the memory has been used. Listing it counts as a use.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public int? TimesApplied { get; init; }

    /// <summary>Gets when the memory was last used.</summary>
    /// <value><see langword="null"/> if it has never been used.</value>
    public DateTimeOffset? LastAppliedAt { get; init; }

    /// <summary>Gets the source of the memory.</summary>
    public MemorySource Source { get; init; }

    /// <summary>Gets the id of the user that it comes from.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? SourceUserId { get; init; }

    /// <summary>Gets the id of the session in which it was added.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? SourceSessionId { get; init; }

    /// <summary>Gets the timestamp of the Slack thread that it comes from.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? SourceThreadTs { get; init; }

    /// <summary>Gets when the memory was created.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Gets when the memory was last changed.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public DateTimeOffset? UpdatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
