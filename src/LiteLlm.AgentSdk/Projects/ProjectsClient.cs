using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>Provides the calls for the platform's projects. Get it from <see cref="AgentPlatformClient.Projects"/>.</summary>
public class ProjectsClient
{
    private readonly PlatformTransport? _transport;

    /// <summary>
    /// Initializes a new instance of the <see cref="ProjectsClient"/> class for mocking. A derived class in a test overrides the members
    /// that the test uses.
    /// </summary>
    protected ProjectsClient()
    {
    }

    internal ProjectsClient(PlatformTransport transport) => _transport = transport;

    private PlatformTransport Transport => _transport.RequiredBy(this);

    /// <summary>Lists all projects (<c>GET /projects</c>), with one request.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The projects, with decrypted environment variables, the newest first. They are requested when they are
    /// enumerated.</returns>
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
    /// <param name="projectId">The id of the project.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The project.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The project does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task<Project> GetAsync(string projectId, CancellationToken cancellationToken = default) =>
        Transport.GetAsync<Project>(ApiPath.Of($"projects/{projectId}"), cancellationToken);

    /// <summary>Creates a project (<c>POST /projects</c>).</summary>
    /// <param name="options">The project's settings; the name is required.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The project.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// An option breaks a rule of the platform. The exception lists all problems. If the SDK knows the rule, nothing was sent.
    /// </exception>
    /// <exception cref="AgentPlatformException">
    /// The request failed for another reason; <see cref="AgentPlatformException.MayHaveTakenEffect"/> indicates whether it may have taken
    /// effect.
    /// </exception>
    /// <example>
    /// <code>
    /// Project project = await platform.Projects.CreateAsync(new() { Name = "web", RepoUrl = "https://github.com/acme/web" });
    /// Agent agent = await Agent.CreateAsync(new()
    /// {
    ///     Model = model,
    ///     HarnessId = HarnessId.ClaudeCodeBrainInline,
    ///     Projects = [project.ToAgentProject()],
    /// });
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

    /// <summary>Changes those fields of a project that are set in the options (<c>PATCH /projects/{id}</c>).</summary>
    /// <param name="projectId">The id of the project.</param>
    /// <param name="options">The fields to change.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The project after the change.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// An option breaks a rule of the platform. The exception lists all problems. If the SDK knows the rule, nothing was sent.
    /// </exception>
    /// <exception cref="AgentPlatformNotFoundException">The project does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
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
    /// <param name="projectId">The id of the project.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="AgentPlatformNotFoundException">The project does not exist.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task DeleteAsync(string projectId, CancellationToken cancellationToken = default) =>
        Transport.DeleteAsync(ApiPath.Of($"projects/{projectId}"), cancellationToken);
}
