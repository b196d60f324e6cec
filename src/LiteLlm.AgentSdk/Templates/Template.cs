namespace LiteLlm.AgentSdk;

/// <summary>A template that agents are made from (<see cref="AgentCreateOptions.TemplateId"/>).</summary>
public sealed record Template : PlatformRecord
{
    /// <summary>The template's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What its agents do.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Description { get; init; }

    /// <summary>A picture, as a character.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Icon { get; init; }

    /// <summary>Its version.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public int? Version { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>The program that runs its agents.</summary>
    public HarnessId HarnessId { get; init; }

    /// <summary>The model of its agents.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Model { get; init; }

    /// <summary>The system prompt of its agents.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Prompt { get; init; }

    /// <summary>The name of the skill that it brings.</summary>
    /// <value>Empty or <see langword="null"/> for none.</value>
    public string? SkillName { get; init; }

    /// <summary>The skill that it brings.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Skill { get; init; }

    /// <summary>The tools that its agents have, by name.</summary>
    public IReadOnlyList<string> Tools { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>The text of a <c>requirements.txt</c>.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Requirements { get; init; }

    /// <summary>The environment of its agents.</summary>
    public EnvironmentVariables EnvVars { get; init => field = value ?? []; } = [];

    /// <summary>The files of its agents.</summary>
    public IReadOnlyList<TemplateFile> Files { get; init => field = ContentList<TemplateFile>.Of(value); } = ContentList<TemplateFile>.Of(null);

    /// <summary>Names the id alone.</summary>
    /// <returns>Such as <c>Template security-pr-scan</c>.</returns>
    public override string ToString() => $"Template {Id}";

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
