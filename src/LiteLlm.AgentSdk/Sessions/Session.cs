using System.Diagnostics;
using System.Text.Json;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A session: a sandbox in which an agent works, and the conversation with the agent. This object has the session's id and a snapshot of
/// its state. It holds no connection and needs no disposal, and any process can get the session again by its id. The session ends with
/// <see cref="TerminateAsync"/>, or when it is idle for too long.
/// </summary>
/// <remarks>
/// This class is thread-safe; messages that one client sends to one session run one after the other. Members are virtual, and there is a
/// constructor for derived classes, so that tests can replace it.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public partial class Session
{
    private readonly PlatformTransport? _transport;
    private SessionAgent _agent;
    private SessionState _state;
    private int _initialTurn;
    private int _isFresh;

    /// <summary>
    /// Initializes a new instance of the <see cref="Session"/> class for mocking. A derived class in a test overrides the members that the
    /// test uses.
    /// </summary>
    protected Session()
    {
        _state = new SessionState(new SessionSnapshot(), null, null);
    }

    internal Session(PlatformTransport transport, SessionState state, InitialTurn initialTurn, SessionAgent agent = default,
        bool isFresh = false)
    {
        _transport = transport;
        _state = state;
        _initialTurn = (int)initialTurn;
        _agent = agent;
        _isFresh = isFresh ? 1 : 0;
    }

    /// <summary>Gets the session's id.</summary>
    public virtual string Id => Snapshot.Id ?? "";

    /// <summary>Gets the agent's id.</summary>
    public virtual string AgentId => Snapshot.AgentId ?? "";

    /// <summary>Gets the session's status: <c>creating</c>, <c>ready</c>, <c>dead</c>, <c>failed</c>, ...</summary>
    public virtual SessionStatus Status => Snapshot.Status;

    /// <summary>Gets the phase of the session's creation.</summary>
    /// <value><see langword="null"/> if the platform does not report it.</value>
    public virtual SessionPhase? Phase => Snapshot.Phase;

    /// <summary>Gets details about the phase.</summary>
    public virtual string? PhaseDetail => Snapshot.PhaseDetail;

    /// <summary>Gets the reason why the session or its initial prompt failed.</summary>
    /// <value><see langword="null"/> if neither failed.</value>
    public virtual string? FailureReason => Snapshot.FailureReason;

    /// <summary>Gets the sandbox's address in the platform's network.</summary>
    public virtual string? SandboxUrl => Snapshot.SandboxUrl;

    /// <summary>Gets the harness's id of the conversation. It changes when the session is restarted or recovered.</summary>
    public virtual string? HarnessSessionId => Snapshot.HarnessSessionId;

    /// <summary>Gets a value indicating whether the session is used through a terminal, not through messages.</summary>
    public virtual bool SupportsTui => Snapshot.SupportsTui ?? false;

    /// <summary>Gets the terminal's address, for harnesses that have one.</summary>
    public virtual string? TtyUrl => Snapshot.TtyUrl;

    /// <summary>Gets the terminal's token, which is a secret.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public virtual string? TtyToken => Snapshot.TtyToken;

    /// <summary>Gets the ARN of the task that runs the sandbox, if the platform reports one.</summary>
    public virtual string? TaskArn => Snapshot.TaskArn;

    /// <summary>Gets when the session was created.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public virtual DateTimeOffset? CreatedAt => Snapshot.CreatedAt;

    /// <summary>Gets when the session was last active.</summary>
    /// <value><see langword="null"/> if it has not been active yet.</value>
    public virtual DateTimeOffset? LastSeenAt => Snapshot.LastSeenAt;

    /// <summary>Gets how long the session may be idle before the platform ends it.</summary>
    /// <value><see langword="null"/> if there is no limit.</value>
    public virtual TimeSpan? IdleTimeout =>
        Snapshot.IdleTimeoutMs is { } ms ? TimeSpan.FromMilliseconds(Math.Clamp(ms, 0, int.MaxValue)) : null;

    /// <summary>Gets the beginning of the session's first message.</summary>
    public virtual string? TitlePreview => Snapshot.TitlePreview;

    /// <summary>Gets what created the session if it was not an API call, as the platform's JSON.</summary>
    /// <value><see cref="JsonValueKind.Undefined"/> if the platform does not report it.</value>
    public virtual JsonElement Origin => Snapshot.Origin ?? default;

    /// <summary>Gets the names and addresses of the session's additional sandboxes, as the platform's JSON.</summary>
    /// <value><see cref="JsonValueKind.Undefined"/> if the platform does not report it.</value>
    public virtual JsonElement Sandboxes => Snapshot.Sandboxes ?? default;

    /// <summary>Gets the platform's warnings, as its JSON.</summary>
    /// <value><see cref="JsonValueKind.Undefined"/> if the platform does not report it.</value>
    public virtual JsonElement Warnings => Snapshot.Warnings ?? default;

    /// <summary>
    /// Gets a value indicating whether the snapshot contains the reply to the initial prompt, which
    /// <see cref="WaitForInitialReplyAsync"/> returns.
    /// </summary>
    public virtual bool HasInitialReply => Snapshot.Response is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) };

    /// <summary>
    /// Gets the platform's unchanged JSON, including fields that this version of the SDK does not know. It is a secret, because it contains
    /// <see cref="TtyToken"/>.
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
        $"This {GetType().Name} was not created by a client: a class that derives from {nameof(Session)} must override the members that "
        + "the test uses.");

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private SessionState State => Volatile.Read(ref _state);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private SessionSnapshot Snapshot => State.Snapshot;

    /// <summary>Gets what is known about the agent, for telemetry.</summary>
    private SessionAgent KnownAgent => _agent.Id is null ? new SessionAgent(AgentId, _agent.Harness, _agent.Name, _agent.Model) : _agent;

    /// <summary>Gets or sets a value indicating whether this object created the session and no message has been sent since.</summary>
    private bool IsFresh
    {
        get => Volatile.Read(ref _isFresh) != 0;
        set => Volatile.Write(ref _isFresh, value ? 1 : 0);
    }

    private InitialTurn InitialTurn
    {
        get => (InitialTurn)Volatile.Read(ref _initialTurn);
        set => Volatile.Write(ref _initialTurn, (int)value);
    }

    /// <summary>Returns the type and the id, without the session's secrets.</summary>
    /// <returns>Text such as <c>Session 60031a7f-…</c>.</returns>
    public override string ToString() => $"Session {Id}";

    private void Update(Session newer) => Volatile.Write(ref _state, newer.State);
}
