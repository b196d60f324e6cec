using System.Diagnostics;
using System.Text.Json;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>
/// A session: a sandbox in which an agent works, and the conversation with it. An id and a snapshot of what the platform last
/// said of it; it holds no connection, there is nothing to dispose, and any process can have it again by its id. It ends by
/// <see cref="TerminateAsync"/>, or by being idle.
/// </summary>
/// <remarks>
/// Safe to use from several threads: messages of one client to one session are sent one after the other. Members are virtual, and
/// there is a constructor for derived classes, so that tests can stand in for it.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public partial class Session
{
    private readonly PlatformTransport? _transport;
    private SessionAgent _agent;
    private SessionState _state;
    private int _initialTurn;
    private int _isFresh;

    // When a restart answered whose harness replays the conversation in the background, as a timestamp of the time provider; 0 for none.
    private long _restartedAt;

    /// <summary>
    /// Initializes a new instance of the <see cref="Session"/> class. For derived classes in tests: override what the test needs.
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

    /// <summary>Gets where its life is: <c>creating</c>, <c>ready</c>, <c>dead</c>, <c>failed</c>, ...</summary>
    public virtual SessionStatus Status => Snapshot.Status;

    /// <summary>Gets how far its creation is.</summary>
    /// <value><see langword="null"/> when the platform does not say.</value>
    public virtual SessionPhase? Phase => Snapshot.Phase;

    /// <summary>Gets what the platform adds to the phase.</summary>
    public virtual string? PhaseDetail => Snapshot.PhaseDetail;

    /// <summary>Gets why it failed, or why its initial prompt did.</summary>
    /// <value><see langword="null"/> when nothing failed.</value>
    public virtual string? FailureReason => Snapshot.FailureReason;

    /// <summary>Gets the sandbox's address, as the platform sees it.</summary>
    public virtual string? SandboxUrl => Snapshot.SandboxUrl;

    /// <summary>Gets the harness's own id of the conversation. It changes when the session is restarted or recovered.</summary>
    public virtual string? HarnessSessionId => Snapshot.HarnessSessionId;

    /// <summary>Gets a value indicating whether it is a terminal, not a conversation.</summary>
    public virtual bool SupportsTui => Snapshot.SupportsTui ?? false;

    /// <summary>Gets the terminal's address, for harnesses that have one.</summary>
    public virtual string? TtyUrl => Snapshot.TtyUrl;

    /// <summary>Gets the terminal's token. Secret.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public virtual string? TtyToken => Snapshot.TtyToken;

    /// <summary>Gets the task that runs the sandbox, on platforms that name one.</summary>
    public virtual string? TaskArn => Snapshot.TaskArn;

    /// <summary>Gets when it was created.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public virtual DateTimeOffset? CreatedAt => Snapshot.CreatedAt;

    /// <summary>Gets when something last happened in it.</summary>
    /// <value><see langword="null"/> when nothing has.</value>
    public virtual DateTimeOffset? LastSeenAt => Snapshot.LastSeenAt;

    /// <summary>Gets how long it may be idle before the platform ends it.</summary>
    /// <value><see langword="null"/> forever.</value>
    public virtual TimeSpan? IdleTimeout =>
        Snapshot.IdleTimeoutMs is { } ms ? TimeSpan.FromMilliseconds(Math.Clamp(ms, 0, int.MaxValue)) : null;

    /// <summary>Gets the beginning of its first message.</summary>
    public virtual string? TitlePreview => Snapshot.TitlePreview;

    /// <summary>Gets what began it, where it was not a call of the API, as the platform says it.</summary>
    /// <value><see cref="JsonValueKind.Undefined"/> when it does not say.</value>
    public virtual JsonElement Origin => Snapshot.Origin ?? default;

    /// <summary>Gets the further sandboxes that it has, as the platform says it: names and addresses.</summary>
    /// <value><see cref="JsonValueKind.Undefined"/> when it does not say.</value>
    public virtual JsonElement Sandboxes => Snapshot.Sandboxes ?? default;

    /// <summary>Gets what the platform warns of, as it says it.</summary>
    /// <value><see cref="JsonValueKind.Undefined"/> when it does not say.</value>
    public virtual JsonElement Warnings => Snapshot.Warnings ?? default;

    /// <summary>
    /// Gets a value indicating whether the reply to its initial prompt was there when the snapshot was taken;
    /// <see cref="WaitForInitialReplyAsync"/> gives it.
    /// </summary>
    public virtual bool HasInitialReply => Snapshot.Response is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) };

    /// <summary>
    /// Gets the platform's JSON as it came, fields that this version of the SDK does not know included. Secret, as <see cref="TtyToken"/>
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

    internal PlatformTransport Transport => _transport ?? throw new InvalidOperationException(
        $"This {GetType().Name} was not made by a client: a test that derives from {nameof(Session)} has to override what it uses.");

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private SessionState State => Volatile.Read(ref _state);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private SessionSnapshot Snapshot => State.Snapshot;

    /// <summary>Gets what is known of its agent, for telemetry.</summary>
    private SessionAgent KnownAgent => _agent.Id is null ? new SessionAgent(AgentId, _agent.Harness, _agent.Name, _agent.Model) : _agent;

    /// <summary>Gets or sets a value indicating whether this object has opened the session and nothing has been said in it.</summary>
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

    /// <summary>Names the id alone: a session carries a secret.</summary>
    /// <returns>Such as <c>Session 60031a7f-…</c>.</returns>
    public override string ToString() => $"Session {Id}";

    private void Take(Session newer) => Volatile.Write(ref _state, newer.State);
}
