using System.Diagnostics;
using System.Text.Json;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// An agent: a model, a prompt, a harness and optionally a repository, for which sessions are created. The harness is the program that
/// runs the agent in its sandbox. This object has the agent's id and a snapshot of its settings; it holds no connection and needs no
/// disposal.
/// </summary>
/// <remarks>
/// <see cref="EnvVars"/> is a secret: the platform returns it decrypted. Members are virtual, and there is a constructor for derived
/// classes, so that tests can replace this class.
/// </remarks>
/// <example>
/// <code>
/// Agent agent = await Agent.CreateAsync(new() { Model = "anthropic/claude-haiku-4-5", Prompt = "You are a senior reviewer." });
/// Session session = await agent.CreateSessionAsync();
/// </code>
/// </example>
[DebuggerDisplay("{ToString(),nq}")]
public partial class Agent
{
    private readonly PlatformTransport? _transport;
    private AgentState _state;

    /// <summary>
    /// Initializes a new instance of the <see cref="Agent"/> class for mocking. A derived class in a test overrides the members that the
    /// test uses.
    /// </summary>
    protected Agent()
    {
        _state = new AgentState(new AgentSnapshot(), null, null);
    }

    internal Agent(PlatformTransport transport, AgentState state)
    {
        _transport = transport;
        _state = state;
    }

    /// <summary>Gets the agent's id.</summary>
    public virtual string Id => Snapshot.Id ?? "";

    /// <summary>Gets the agent's name.</summary>
    /// <value><see langword="null"/> if it has none.</value>
    public virtual string? Name => Snapshot.Name;

    /// <summary>Gets the model, such as <c>anthropic/claude-haiku-4-5</c>.</summary>
    public virtual string Model => Snapshot.Model ?? "";

    /// <summary>Gets the system prompt. It ends with the attached skills, as blocks <c>&lt;!-- skill:id --&gt;</c>.</summary>
    /// <value><see langword="null"/> if it has none.</value>
    public virtual string? Prompt => Snapshot.Prompt;

    /// <summary>Gets the harness: the program that runs the agent in its sandbox.</summary>
    public virtual HarnessId HarnessId => Snapshot.HarnessId;

    /// <summary>Gets a value indicating whether its sessions are used through a terminal, not through messages.</summary>
    public virtual bool SupportsTui => Snapshot.SupportsTui ?? false;

    /// <summary>Gets the URL of the repository that its sandboxes clone.</summary>
    /// <value><see langword="null"/> if it has none.</value>
    public virtual string? RepoUrl => Snapshot.RepoUrl;

    /// <summary>Gets the branch of <see cref="RepoUrl"/>.</summary>
    public virtual string? Branch => Snapshot.Branch;

    /// <summary>Gets the URL of the agent's picture.</summary>
    /// <value><see langword="null"/> if it has none.</value>
    public virtual string? PfpUrl => Snapshot.PfpUrl;

    /// <summary>Gets the MCP servers that it uses.</summary>
    public virtual IReadOnlyList<string> McpServers => Snapshot.McpServers;

    /// <summary>
    /// Gets the environment variables of its sandboxes, as a copy that can be changed and sent back. The values are secrets, which the
    /// platform returns decrypted.
    /// </summary>
    public virtual EnvironmentVariables EnvVars => new(Snapshot.EnvVars);

    /// <summary>Gets the hosts to which each environment variable may be sent, by the variable's name.</summary>
    public virtual IReadOnlyDictionary<string, IReadOnlyList<string>> EnvVarHosts => Snapshot.EnvVarHosts;

    /// <summary>Gets the ids of the attached skills.</summary>
    public virtual IReadOnlyList<string> AttachedSkillIds => Snapshot.AttachedSkillIds;

    /// <summary>Gets the hosts that its sandboxes may reach.</summary>
    public virtual IReadOnlyList<string> AllowOut => Snapshot.AllowOut;

    /// <summary>Gets the hosts that its sandboxes may not reach.</summary>
    public virtual IReadOnlyList<string> DenyOut => Snapshot.DenyOut;

    /// <summary>Gets additional repositories that it works in.</summary>
    public virtual IReadOnlyList<AgentProject> Projects => Snapshot.Projects;

    /// <summary>Gets how many memories the agent receives at the start of a session.</summary>
    public virtual int? PreloadMemoryLimit => Snapshot.PreloadMemoryLimit;

    /// <summary>Gets the id of the template that it was created from.</summary>
    /// <value><see langword="null"/> if it was not created from a template.</value>
    public virtual string? TemplateId => Snapshot.TemplateId;

    /// <summary>Gets the version of the template that the agent uses.</summary>
    public virtual int? TemplateVersion => Snapshot.TemplateVersion;

    /// <summary>Gets the newest version of the template.</summary>
    public virtual int? TemplateLatestVersion => Snapshot.TemplateLatestVersion;

    /// <summary>Gets a value indicating whether the agent uses the newest version of its template.</summary>
    public virtual bool TemplateInSync => Snapshot.TemplateInSync ?? true;

    /// <summary>Gets the prompt of the template in the agent's version.</summary>
    public virtual string? TemplatePrompt => Snapshot.TemplatePrompt;

    /// <summary>Gets the prompt of the template in its newest version.</summary>
    public virtual string? TemplateLatestPrompt => Snapshot.TemplateLatestPrompt;

    /// <summary>Gets when the agent was created.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public virtual DateTimeOffset? CreatedAt => Snapshot.CreatedAt;

    /// <summary>Gets how many sessions the agent has had.</summary>
    /// <value><see langword="null"/> if the agent does not come from a list.</value>
    public virtual int? SessionCount => Snapshot.SessionCount;

    /// <summary>Gets a value indicating whether a session of the agent is running.</summary>
    /// <value><see langword="null"/> if the agent does not come from a list.</value>
    public virtual bool? HasActiveSession => Snapshot.HasActiveSession;

    /// <summary>
    /// Gets the platform's unchanged JSON, including fields that this version of the SDK does not know. It is a secret, because it contains
    /// <see cref="EnvVars"/>.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public virtual JsonElement Raw => State.Raw?.Element ?? default;

    /// <summary>Gets the HTTP details of the response that the snapshot comes from.</summary>
    /// <value><see langword="null"/> if a test created the object.</value>
    public virtual ResponseInfo? LastResponse => State.Response;

    /// <summary>Gets the client's base address, without user name, password and query.</summary>
    /// <value><see langword="null"/> if a test created the object.</value>
    public virtual Uri? PlatformUrl => _transport?.Options.ShownBaseUrl;

    internal PlatformTransport Transport => _transport ?? throw new InvalidOperationException(
        $"This {GetType().Name} was not created by a client: a class that derives from {nameof(Agent)} must override the members that the "
        + "test uses.");

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private AgentState State => Volatile.Read(ref _state);

    /// <summary>Gets the properties that a session keeps about its agent.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal SessionAgent ForSession => new(Id, HarnessId, Name, Model);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private AgentSnapshot Snapshot => State.Snapshot;

    /// <summary>Reads the agent again (<c>GET /agents/{id}</c>) and updates this object.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>This agent.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The agent has been deleted.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual async Task<Agent> RefreshAsync(CancellationToken cancellationToken = default)
    {
        Update(await AgentCalls.GetAsync(Transport, Id, cancellationToken).ConfigureAwait(false));
        return this;
    }

    /// <summary>
    /// Changes those fields of the agent that are set in the options (<c>PATCH /agents/{id}</c>), and updates this object.
    /// </summary>
    /// <param name="options">The fields to change.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>This agent.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// An option breaks a rule of the platform. The exception lists all problems. If the SDK knows the rule, nothing was sent.
    /// </exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual async Task<Agent> UpdateAsync(AgentUpdateOptions options, CancellationToken cancellationToken = default)
    {
        Update(await AgentCalls.UpdateAsync(Transport, Id, options, cancellationToken).ConfigureAwait(false));
        return this;
    }

    /// <summary>Deletes the agent (<c>DELETE /agents/{id}</c>).</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="AgentPlatformNotFoundException">The agent has been deleted.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual Task DeleteAsync(CancellationToken cancellationToken = default) =>
        AgentCalls.DeleteAsync(Transport, Id, cancellationToken);

    /// <summary>
    /// Creates a session of the agent (<c>POST /agents/{id}/session</c>) and waits until its sandbox is ready, unless
    /// <see cref="SessionCreateOptions.WaitUntilReady"/> is false.
    /// </summary>
    /// <param name="options">The first message, the title, environment variables, timeouts and progress reports.</param>
    /// <param name="cancellationToken">
    /// Cancels waiting; the platform continues to create the session. <see cref="SessionCreateOptions.Progress"/> reports its id.
    /// </param>
    /// <returns>The session.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// An option breaks a rule of the platform. The exception lists all problems. If the SDK knows the rule, nothing was sent.
    /// </exception>
    /// <exception cref="SessionFailedException">The sandbox could not be created; the exception contains the reason and the last
    /// phase.</exception>
    /// <exception cref="AgentPlatformTimeoutException">
    /// The session was not ready within <see cref="AgentPlatformOptions.ReadyTimeout"/>; the exception contains the session.
    /// </exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    /// <example>
    /// <code>
    /// Session session = await agent.CreateSessionAsync(new()
    /// {
    ///     InitialPrompt = "In one sentence, what is this repo about?",
    ///     Progress = new Progress&lt;SessionProgress&gt;(p => Console.Error.WriteLine($"{p.Elapsed:ss\\.f} {p.Status} {p.Phase}")),
    /// });
    /// </code>
    /// </example>
    public virtual Task<Session> CreateSessionAsync(SessionCreateOptions? options = null, CancellationToken cancellationToken = default) =>
        SessionCalls.CreateAsync(Transport, ForSession, options ?? new SessionCreateOptions(), cancellationToken);

    /// <summary>Gets a session of this agent (<c>GET /sessions/{id}</c>).</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The session.</returns>
    /// <exception cref="AgentPlatformNotFoundException">The session does not exist, or it belongs to another agent.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual async Task<Session> GetSessionAsync(string sessionId, CancellationToken cancellationToken = default)
    {
        Session session = await SessionCalls.GetAsync(Transport, sessionId, cancellationToken).ConfigureAwait(false);
        return session.AgentId == Id
            ? session
            : throw new AgentPlatformNotFoundException(
                $"Session {session.Id} does not belong to agent {Id}, but to agent {session.AgentId}.");
    }

    /// <summary>
    /// Lists the agent's sessions (<c>GET /sessions?agent_id=</c>), with one request. The platform returns the newest, up to the limit, and
    /// has no further pages.
    /// </summary>
    /// <param name="options">How many sessions to list; <see cref="SessionListOptions.AgentId"/> is ignored.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>
    /// The sessions, the newest first, which are requested when they are enumerated. <see cref="Session.HasInitialReply"/> is reliable only
    /// in a session from <see cref="GetSessionAsync"/>.
    /// </returns>
    /// <exception cref="AgentPlatformValidationException">The limit is out of range; thrown by this call.</exception>
    /// <exception cref="AgentPlatformException">The request failed; thrown while the list is enumerated.</exception>
    /// <example>
    /// <code>
    /// await foreach (Session session in agent.ListSessionsAsync())
    ///     Console.WriteLine($"{session.Id} {session.Status}");
    /// </code>
    /// </example>
    public virtual PagedAsyncEnumerable<Session> ListSessionsAsync(
        SessionListOptions? options = null, CancellationToken cancellationToken = default) =>
        SessionCalls.List(Transport, (options ?? new SessionListOptions()) with { AgentId = Id }, cancellationToken);

    /// <summary>Returns the type and the id, without the agent's secrets.</summary>
    /// <returns>Text such as <c>Agent 9b08c741-…</c>.</returns>
    public override string ToString() => $"Agent {Id}";

    private void Update(Agent newer) => Volatile.Write(ref _state, newer.State);
}
