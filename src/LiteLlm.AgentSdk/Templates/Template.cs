namespace LiteLlm.AgentSdk;

/// <summary>A template that agents are made from (<see cref="AgentCreateOptions.TemplateId"/>).</summary>
public sealed record Template : PlatformRecord
{
    /// <summary>Gets the template's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets its name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Gets what its agents do.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Description { get; init; }

    /// <summary>Gets a picture, as a character.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Icon { get; init; }

    /// <summary>Gets its version.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public int? Version { get; init; }

    /// <summary>Gets its tags.</summary>
    public IReadOnlyList<string> Tags { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>Gets the program that runs its agents.</summary>
    public HarnessId HarnessId { get; init; }

    /// <summary>Gets the model of its agents.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Model { get; init; }

    /// <summary>Gets the system prompt of its agents.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Prompt { get; init; }

    /// <summary>Gets the name of the skill that it brings.</summary>
    /// <value>Empty or <see langword="null"/> for none.</value>
    public string? SkillName { get; init; }

    /// <summary>Gets the skill that it brings.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Skill { get; init; }

    /// <summary>Gets the tools that its agents have, by name.</summary>
    public IReadOnlyList<string> Tools { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>Gets the text of a <c>requirements.txt</c>.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Requirements { get; init; }

    /// <summary>Gets the environment of its agents.</summary>
    public EnvironmentVariables EnvVars { get; init => field = value ?? []; } = [];

    /// <summary>Gets the files of its agents.</summary>
    public IReadOnlyList<TemplateFile> Files { get; init => field = ContentList<TemplateFile>.Of(value); } =
        ContentList<TemplateFile>.Of(null);

    /// <summary>Names the id alone.</summary>
    /// <returns>Such as <c>Template security-pr-scan</c>.</returns>
    public override string ToString() => $"Template {Id}";

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
