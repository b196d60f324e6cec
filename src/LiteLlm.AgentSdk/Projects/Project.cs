namespace LiteLlm.AgentSdk;

/// <summary>
/// A project of the platform: a repository with environment variables and files, which agents and sandboxes use. The environment variables
/// are secrets, which the platform returns decrypted.
/// </summary>
public sealed record Project : PlatformRecord
{
    /// <summary>Gets the project's id.</summary>
    public string ProjectId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the project's name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the project's description.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? Description { get; init; }

    /// <summary>Gets the URL of its repository.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public string? RepoUrl { get; init; }

    /// <summary>Gets its environment variables, which are secrets.</summary>
    public EnvironmentVariables EnvVars { get; init => field = value ?? []; } = [];

    /// <summary>Gets the hosts that its sandboxes may reach.</summary>
    public IReadOnlyList<string> AllowOut { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>Gets the hosts that its sandboxes may not reach.</summary>
    public IReadOnlyList<string> DenyOut { get; init => field = ContentList<string>.Of(value); } = ContentList<string>.Of(null);

    /// <summary>Gets the files to copy to its sandboxes.</summary>
    public IReadOnlyList<SandboxFile> Files { get; init => field = ContentList<SandboxFile>.Of(value); } =
        ContentList<SandboxFile>.Of(null);

    /// <summary>Gets who created it.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public string? CreatedBy { get; init; }

    /// <summary>Gets when the project was created.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Returns the type and the id, without the project's secrets.</summary>
    /// <returns>Text such as <c>Project 93ccde3d-…</c>.</returns>
    public override string ToString() => $"Project {ProjectId}";

    /// <summary>Returns the entry for an agent's list of projects (<see cref="AgentCreateOptions.Projects"/>).</summary>
    /// <returns>The project's id, name, description and repository.</returns>
    public AgentProject ToAgentProject() => new() { Id = ProjectId, Name = Name, Description = Description, RepoUrl = RepoUrl };

    internal override string? MissingMember => ProjectId.Length == 0 ? "project_id" : null;
}
