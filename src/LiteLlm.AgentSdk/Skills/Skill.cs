namespace LiteLlm.AgentSdk;

/// <summary>A skill of the library: instructions that are added to an agent's prompt or to a message.</summary>
public sealed record Skill : PlatformRecord
{
    /// <summary>Gets the skill's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the skill's name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the skill's description.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Description { get; init; }

    /// <summary>Gets the instructions.</summary>
    public string Content { get; init => field = value ?? ""; } = "";

    /// <summary>Gets when the skill was created.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
