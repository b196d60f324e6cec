namespace LiteLlm.AgentSdk;

/// <summary>A skill of the library: instructions that are put before an agent, or before a message.</summary>
public sealed record Skill : PlatformRecord
{
    /// <summary>The skill's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it is for.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Description { get; init; }

    /// <summary>The instructions.</summary>
    public string Content { get; init => field = value ?? ""; } = "";

    /// <summary>When it was created.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
