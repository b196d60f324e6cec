namespace LiteLlm.AgentSdk;

/// <summary>A skill of the library: instructions that are put before an agent, or before a message.</summary>
public sealed record Skill : PlatformRecord
{
    /// <summary>Gets the skill's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets its name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Gets what it is for.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Description { get; init; }

    /// <summary>Gets the instructions.</summary>
    public string Content { get; init => field = value ?? ""; } = "";

    /// <summary>Gets when it was created.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
