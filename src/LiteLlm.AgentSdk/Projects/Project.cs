namespace LiteLlm.AgentSdk;

/// <summary>
/// A project of the platform: a repository with an environment and files, that agents and sandboxes use. Its environment comes decrypted:
/// it is a secret.
/// </summary>
public sealed record Project : PlatformRecord
{
    /// <summary>Gets the project's id.</summary>
    public string ProjectId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets its name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Gets what it is.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Description { get; init; }

    /// <summary>Gets its repository.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? RepoUrl { get; init; }

    /// <summary>Gets its environment. Secret.</summary>
    public EnvironmentVariables EnvVars { get; init => field = value ?? []; } = [];

    /// <summary>Gets the hosts that it may reach.</summary>
    public IReadOnlyList<string> AllowOut { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>Gets the hosts that it may not reach.</summary>
    public IReadOnlyList<string> DenyOut { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>Gets the files that it puts into sandboxes.</summary>
    public IReadOnlyList<SandboxFile> Files { get; init => field = ContentList<SandboxFile>.Of(value); } =
        ContentList<SandboxFile>.Of(null);

    /// <summary>Gets who created it.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public string? CreatedBy { get; init; }

    /// <summary>Gets when it was created.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Names the id alone: a project carries secrets.</summary>
    /// <returns>Such as <c>Project 93ccde3d-…</c>.</returns>
    public override string ToString() => $"Project {ProjectId}";

    /// <summary>What an agent's list of projects says of it (<see cref="AgentCreateOptions.Projects"/>).</summary>
    /// <returns>The project with its id, name, description and repository.</returns>
    public AgentProject ToAgentProject() => new() { Id = ProjectId, Name = Name, Description = Description, RepoUrl = RepoUrl };

    internal override string? MissingMember => ProjectId.Length == 0 ? "project_id" : null;
}
