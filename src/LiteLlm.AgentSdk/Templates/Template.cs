namespace LiteLlm.AgentSdk;

/// <summary>A template from which agents can be created (<see cref="AgentCreateOptions.TemplateId"/>).</summary>
public sealed record Template : PlatformRecord
{
    /// <summary>Gets the template's id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the template's name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the description of its agents.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Description { get; init; }

    /// <summary>Gets the icon, as a character such as an emoji.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Icon { get; init; }

    /// <summary>Gets the template's version.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public int? Version { get; init; }

    /// <summary>Gets the template's tags.</summary>
    public IReadOnlyList<string> Tags { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>Gets the harness of its agents.</summary>
    public HarnessId HarnessId { get; init; }

    /// <summary>Gets the model of its agents.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Model { get; init; }

    /// <summary>Gets the system prompt of its agents.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Prompt { get; init; }

    /// <summary>Gets the name of the skill that its agents get.</summary>
    /// <value>Empty or <see langword="null"/> for none.</value>
    public string? SkillName { get; init; }

    /// <summary>Gets the content of the skill that its agents get.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Skill { get; init; }

    /// <summary>Gets the names of the tools of its agents.</summary>
    public IReadOnlyList<string> Tools { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>Gets the text of a <c>requirements.txt</c> to install.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Requirements { get; init; }

    /// <summary>Gets the environment variables of its agents.</summary>
    public EnvironmentVariables EnvVars { get; init => field = value ?? []; } = [];

    /// <summary>Gets the files of its agents.</summary>
    public IReadOnlyList<TemplateFile> Files { get; init => field = ContentList<TemplateFile>.Of(value); } =
        ContentList<TemplateFile>.Of(null);

    /// <summary>Returns the type and the id.</summary>
    /// <returns>Text such as <c>Template security-pr-scan</c>.</returns>
    public override string ToString() => $"Template {Id}";

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
