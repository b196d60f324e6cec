using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>The platform's projects: <see cref="AgentPlatformClient.Projects"/>.</summary>
public class ProjectsClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="ProjectsClient"/> class. For derived classes in tests: override what the test needs.
    /// </summary>
    protected ProjectsClient()
    {
    }

    internal ProjectsClient(PlatformTransport transport) => _transport = transport;

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>Lists all projects (<c>GET /projects</c>), with one request.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The projects with their environment decrypted, the newest first, which are requested when they are enumerated.</returns>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (Project project in platform.Projects.ListAsync())
    ///     Console.WriteLine($"{project.Id} {project.Name}");
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<Project> ListAsync(CancellationToken cancellationToken = default) =>
        Transport.List<Project>("projects", cancellationToken);

    /// <summary>Gets a project (<c>GET /projects/{id}</c>).</summary>
    /// <param name="projectId">Its id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The project.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such project.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Project> GetAsync(string projectId, CancellationToken cancellationToken = default) =>
        Transport.GetAsync<Project>(ApiPath.Of($"projects/{projectId}"), cancellationToken);

    /// <summary>Creates a project (<c>POST /projects</c>).</summary>
    /// <param name="options">What it is to be; the name is required.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The project.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// Something breaks the platform's rules; all problems at once, before anything is sent where the SDK knows the rule.
    /// </exception>
    /// <exception cref="AgentPlatformException">
    /// Anything else that goes wrong; <see cref="AgentPlatformException.MayHaveTakenEffect"/> tells whether it may have been done.
    /// </exception>
    /// <example>
    /// <code>
    /// Project project = await platform.Projects.CreateAsync(new() { Name = "web", RepoUrl = "https://github.com/acme/web" });
    /// Agent agent = await Agent.CreateAsync(new() { Model = model, HarnessId = HarnessId.ClaudeCodeBrainInline, Projects = [project.ToAgentProject()] });
    /// </code>
    /// </example>
    public virtual Task<Project> CreateAsync(ProjectCreateOptions options, CancellationToken cancellationToken = default)
    {
        ProjectRules.ThrowIfInvalid(options);
        ApiRequest request = new(HttpMethod.Post, "projects")
        {
            Body = RecordReader.Body(options),
            Secrets = options.EnvVars?.Values ?? [],
        };
        return Transport.SendForAsync<Project>(request, cancellationToken);
    }

    /// <summary>Changes the fields of a project that are set (<c>PATCH /projects/{id}</c>).</summary>
    /// <param name="projectId">Its id.</param>
    /// <param name="options">What to change.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The project as it is now.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// Something breaks the platform's rules; all problems at once, before anything is sent where the SDK knows the rule.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such project.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task<Project> UpdateAsync(string projectId, ProjectUpdateOptions options, CancellationToken cancellationToken = default)
    {
        ProjectRules.ThrowIfInvalid(options);
        ApiRequest request = new(HttpMethod.Patch, ApiPath.Of($"projects/{projectId}"))
        {
            Body = RecordReader.Body(options),
            Secrets = options.EnvVars?.Values ?? [],
        };
        return Transport.SendForAsync<Project>(request, cancellationToken);
    }

    /// <summary>Deletes a project (<c>DELETE /projects/{id}</c>).</summary>
    /// <param name="projectId">Its id.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="AgentPlatformNotFoundException">There is no such project.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task DeleteAsync(string projectId, CancellationToken cancellationToken = default) =>
        Transport.DeleteAsync(ApiPath.Of($"projects/{projectId}"), cancellationToken);
}
