namespace LiteLlm.AgentSdk.Testing;

/// <summary>An agent template of a <see cref="LocalAgentPlatform"/>.</summary>
public sealed record LocalTemplate
{
    /// <summary>Gets the id, such as <c>coding-agent</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name.</summary>
    /// <value>Empty.</value>
    public string Name { get; init; } = "";

    /// <summary>Gets the description.</summary>
    /// <value>Empty.</value>
    public string Description { get; init; } = "";

    /// <summary>Gets the icon, usually one emoji.</summary>
    /// <value>Empty.</value>
    public string Icon { get; init; } = "";

    /// <summary>Gets the version. An agent that was created from an earlier version is out of sync.</summary>
    /// <value>1.</value>
    public int Version { get; init; } = 1;

    /// <summary>Gets the tags for searching.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Gets the harness of its agents.</summary>
    /// <value><c>claude-agent-sdk</c>.</value>
    public string HarnessId { get; init; } = "claude-agent-sdk";

    /// <summary>Gets the model of its agents.</summary>
    /// <value><c>anthropic/claude-sonnet-4-6</c>.</value>
    public string Model { get; init; } = "anthropic/claude-sonnet-4-6";

    /// <summary>Gets the prompt of its agents.</summary>
    /// <value><c>You are a template agent.</c></value>
    public string Prompt { get; init; } = "You are a template agent.";

    /// <summary>Gets the name of its skill.</summary>
    /// <value>Empty.</value>
    public string SkillName { get; init; } = "";

    /// <summary>Gets the text of its skill.</summary>
    /// <value>Empty.</value>
    public string Skill { get; init; } = "";

    /// <summary>Gets the tools that its agents use.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Gets the text of a requirements.txt; null for none.</summary>
    /// <value>null.</value>
    public string? Requirements { get; init; }

    /// <summary>Gets the environment variables of its agents.</summary>
    /// <value>None.</value>
    public IReadOnlyDictionary<string, string> EnvVars { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the files for the sandboxes of its agents.</summary>
    /// <value>None.</value>
    public IReadOnlyList<LocalTemplateFile> Files { get; init; } = [];

    /// <summary>Returns the id.</summary>
    public override string ToString() => Id;
}
