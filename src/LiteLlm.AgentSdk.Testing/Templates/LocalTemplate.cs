namespace LiteLlm.AgentSdk.Testing;

/// <summary>A template of agents that a <see cref="LocalAgentPlatform"/> offers.</summary>
public sealed record LocalTemplate
{
    /// <summary>The id, such as <c>coding-agent</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    /// <value>Empty.</value>
    public string Name { get; init; } = "";

    /// <summary>What it is for.</summary>
    /// <value>Empty.</value>
    public string Description { get; init; } = "";

    /// <summary>A picture, usually one emoji.</summary>
    /// <value>Empty.</value>
    public string Icon { get; init; } = "";

    /// <summary>The version. An agent that was made from an earlier one is out of sync.</summary>
    /// <value>1.</value>
    public int Version { get; init; } = 1;

    /// <summary>Words to find it by.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The harness that its agents are made for.</summary>
    /// <value><c>claude-agent-sdk</c>.</value>
    public string HarnessId { get; init; } = "claude-agent-sdk";

    /// <summary>The model that its agents are made for.</summary>
    /// <value><c>anthropic/claude-sonnet-4-6</c>.</value>
    public string Model { get; init; } = "anthropic/claude-sonnet-4-6";

    /// <summary>The prompt of its agents.</summary>
    /// <value><c>You are a template agent.</c></value>
    public string Prompt { get; init; } = "You are a template agent.";

    /// <summary>The name of its skill.</summary>
    /// <value>Empty.</value>
    public string SkillName { get; init; } = "";

    /// <summary>The text of its skill.</summary>
    /// <value>Empty.</value>
    public string Skill { get; init; } = "";

    /// <summary>The tools that its agents use.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>The text of a requirements.txt; null for none.</summary>
    /// <value>null.</value>
    public string? Requirements { get; init; }

    /// <summary>Environment variables of its agents.</summary>
    /// <value>None.</value>
    public IReadOnlyDictionary<string, string> EnvVars { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Files for the sandboxes of its agents.</summary>
    /// <value>None.</value>
    public IReadOnlyList<LocalTemplateFile> Files { get; init; } = [];

    /// <summary>The id alone.</summary>
    public override string ToString() => Id;
}
