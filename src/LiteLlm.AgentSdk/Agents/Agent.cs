using System.Diagnostics;
using System.Text.Json;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// An agent: a model, a prompt, a harness and perhaps a repository, from which sessions are opened. An id and a snapshot of what
/// the platform last said of it; it holds no connection, and there is nothing to dispose.
/// </summary>
/// <remarks>
/// <see cref="EnvVars"/> comes from the platform decrypted: it is a secret. Members are virtual, and there is a constructor for
/// derived classes, so that tests can stand in for it.
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
    /// Initializes a new instance of the <see cref="Agent"/> class. For derived classes in tests: override what the test needs.
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
    /// <value><see langword="null"/> when it has none.</value>
    public virtual string? Name => Snapshot.Name;

    /// <summary>Gets the model, such as <c>anthropic/claude-haiku-4-5</c>.</summary>
    public virtual string Model => Snapshot.Model ?? "";

    /// <summary>Gets the system prompt. Attached skills stand at its end as blocks <c>&lt;!-- skill:id --&gt;</c>.</summary>
    /// <value><see langword="null"/> when it has none.</value>
    public virtual string? Prompt => Snapshot.Prompt;

    /// <summary>Gets the program that runs it in its sandbox.</summary>
    public virtual HarnessId HarnessId => Snapshot.HarnessId;

    /// <summary>Gets a value indicating whether its sessions are terminals, not conversations.</summary>
    public virtual bool SupportsTui => Snapshot.SupportsTui ?? false;

    /// <summary>Gets the repository that its sandboxes clone.</summary>
    /// <value><see langword="null"/> when it has none.</value>
    public virtual string? RepoUrl => Snapshot.RepoUrl;

    /// <summary>Gets the branch of <see cref="RepoUrl"/>.</summary>
    public virtual string? Branch => Snapshot.Branch;

    /// <summary>Gets its picture.</summary>
    /// <value><see langword="null"/> when it has none.</value>
    public virtual string? PfpUrl => Snapshot.PfpUrl;

    /// <summary>Gets the MCP servers that it uses.</summary>
    public virtual IReadOnlyList<string> McpServers => Snapshot.McpServers;

    /// <summary>
    /// Gets the environment of its sandboxes, as a copy that may be changed and sent back. Secret: the platform sends the values decrypted.
    /// </summary>
    public virtual EnvironmentVariables EnvVars => new(Snapshot.EnvVars);

    /// <summary>Gets which hosts may be sent which variables, by the variable's name.</summary>
    public virtual IReadOnlyDictionary<string, IReadOnlyList<string>> EnvVarHosts => Snapshot.EnvVarHosts;

    /// <summary>Gets the skills attached to it.</summary>
    public virtual IReadOnlyList<string> AttachedSkillIds => Snapshot.AttachedSkillIds;

    /// <summary>Gets the hosts that its sandboxes may reach.</summary>
    public virtual IReadOnlyList<string> AllowOut => Snapshot.AllowOut;

    /// <summary>Gets the hosts that its sandboxes may not reach.</summary>
    public virtual IReadOnlyList<string> DenyOut => Snapshot.DenyOut;

    /// <summary>Gets further repositories that it works in.</summary>
    public virtual IReadOnlyList<AgentProject> Projects => Snapshot.Projects;

    /// <summary>Gets how many memories are put before it at the start of a session.</summary>
    public virtual int? PreloadMemoryLimit => Snapshot.PreloadMemoryLimit;

    /// <summary>Gets the template that it was made from.</summary>
    /// <value><see langword="null"/> when it was made from none.</value>
    public virtual string? TemplateId => Snapshot.TemplateId;

    /// <summary>Gets the version of the template that it has.</summary>
    public virtual int? TemplateVersion => Snapshot.TemplateVersion;

    /// <summary>Gets the newest version of the template.</summary>
    public virtual int? TemplateLatestVersion => Snapshot.TemplateLatestVersion;

    /// <summary>Gets a value indicating whether it has the newest version of its template.</summary>
    public virtual bool TemplateInSync => Snapshot.TemplateInSync ?? true;

    /// <summary>Gets the prompt of the template in the agent's version.</summary>
    public virtual string? TemplatePrompt => Snapshot.TemplatePrompt;

    /// <summary>Gets the prompt of the template in its newest version.</summary>
    public virtual string? TemplateLatestPrompt => Snapshot.TemplateLatestPrompt;

    /// <summary>Gets when it was created.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public virtual DateTimeOffset? CreatedAt => Snapshot.CreatedAt;

    /// <summary>Gets how many sessions it has had.</summary>
    /// <value><see langword="null"/> unless it comes from a list.</value>
    public virtual int? SessionCount => Snapshot.SessionCount;

    /// <summary>Gets a value indicating whether a session of it is running.</summary>
    /// <value><see langword="null"/> unless it comes from a list.</value>
    public virtual bool? HasActiveSession => Snapshot.HasActiveSession;

    /// <summary>
    /// Gets the platform's JSON as it came, fields that this version of the SDK does not know included. Secret, as <see cref="EnvVars"/>
    /// is.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public virtual JsonElement Raw => State.Raw?.Element ?? default;

    /// <summary>Gets what came with the answer that the snapshot is from.</summary>
    /// <value><see langword="null"/> in tests that made the object themselves.</value>
    public virtual ResponseInfo? LastResponse => State.Response;

    /// <summary>Gets the address of the platform that it is on, as the client was given it, without user name, password or query.</summary>
    /// <value><see langword="null"/> in tests that made the object themselves.</value>
    public virtual Uri? PlatformUrl => _transport?.Options.ShownBaseUrl;

    internal PlatformTransport Transport => _transport ?? throw new InvalidOperationException($"This {GetType().Name} was not made by a client: a test that derives from {nameof(Agent)} has to override what it uses.");

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private AgentState State => Volatile.Read(ref _state);

    /// <summary>Gets what a session that is opened on it knows of it.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal SessionAgent ForSession => new(Id, HarnessId, Name, Model);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private AgentSnapshot Snapshot => State.Snapshot;

    /// <summary>Asks the platform for the agent again (<c>GET /agents/{id}</c>) and keeps what it says.</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>This agent.</returns>
    /// <exception cref="AgentPlatformNotFoundException">It does not exist any more.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual async Task<Agent> RefreshAsync(CancellationToken cancellationToken = default)
    {
        Take(await AgentCalls.GetAsync(Transport, Id, cancellationToken).ConfigureAwait(false));
        return this;
    }

    /// <summary>Changes the fields that are set (<c>PATCH /agents/{id}</c>) and keeps what the platform says.</summary>
    /// <param name="options">What to change.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>This agent.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// Something breaks the platform's rules; all problems at once, before anything is sent where the SDK knows the rule.
    /// </exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual async Task<Agent> UpdateAsync(AgentUpdateOptions options, CancellationToken cancellationToken = default)
    {
        Take(await AgentCalls.UpdateAsync(Transport, Id, options, cancellationToken).ConfigureAwait(false));
        return this;
    }

    /// <summary>Deletes the agent (<c>DELETE /agents/{id}</c>).</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="AgentPlatformNotFoundException">It does not exist any more.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual Task DeleteAsync(CancellationToken cancellationToken = default) =>
        AgentCalls.DeleteAsync(Transport, Id, cancellationToken);

    /// <summary>
    /// Opens a session (<c>POST /agents/{id}/session</c>) and waits until its sandbox is ready, unless told otherwise.
    /// </summary>
    /// <param name="options">The first message, its title, environment, progress and limits.</param>
    /// <param name="cancellationToken">
    /// Cancels waiting; the session goes on being created. <see cref="SessionCreateOptions.Progress"/> tells its id.
    /// </param>
    /// <returns>A session that takes messages.</returns>
    /// <exception cref="AgentPlatformValidationException">
    /// Something breaks the platform's rules; all problems at once, before anything is sent where the SDK knows the rule.
    /// </exception>
    /// <exception cref="SessionFailedException">Its sandbox could not be made; says why and in which phase.</exception>
    /// <exception cref="AgentPlatformTimeoutException">
    /// It was not ready within <see cref="AgentPlatformOptions.ReadyTimeout"/>; carries the session, so that it is not lost.
    /// </exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
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
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The session.</returns>
    /// <exception cref="AgentPlatformNotFoundException">There is no such session, or it is another agent's.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual async Task<Session> GetSessionAsync(string sessionId, CancellationToken cancellationToken = default)
    {
        Session session = await SessionCalls.GetAsync(Transport, sessionId, cancellationToken).ConfigureAwait(false);
        return session.AgentId == Id
            ? session
            : throw new AgentPlatformNotFoundException($"Session {session.Id} is not of agent {Id}: it is of agent {session.AgentId}.");
    }

    /// <summary>
    /// Lists the agent's sessions (<c>GET /sessions?agent_id=</c>), with one request. The platform returns the newest, up to the limit, and
    /// has no further pages.
    /// </summary>
    /// <param name="options">How many sessions; the agent is this one.</param>
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

    /// <summary>Names the id alone: an agent carries secrets.</summary>
    /// <returns>Such as <c>Agent 9b08c741-…</c>.</returns>
    public override string ToString() => $"Agent {Id}";

    private void Take(Agent newer) => Volatile.Write(ref _state, newer.State);
}
