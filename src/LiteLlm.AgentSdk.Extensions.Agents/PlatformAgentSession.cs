using Microsoft.Agents.AI;

namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>
/// The framework's <see cref="AgentSession"/> for a session of the platform. It has the platform session's id before anything is sent, and
/// the checkpoint of a running turn. It can be serialized at any time with <see cref="AIAgent.SerializeSessionAsync"/>. In another
/// process, a run without messages then resumes the turn.
/// </summary>
/// <remarks>A session supports one run at a time. It can be serialized while a run is in progress.</remarks>
public sealed class PlatformAgentSession : AgentSession
{
    private readonly object _sync = new();
    private Session? _session;
    private SessionState _state;
    private int _isRunning;

    internal PlatformAgentSession(Session session, string agentId)
    {
        _session = session;
        _state = new SessionState { SessionId = session.Id, AgentId = agentId };
    }

    internal PlatformAgentSession(SessionState state, AgentSessionStateBag stateBag)
        : base(stateBag)
    {
        _state = state;
    }

    /// <summary>Gets the session's id on the platform.</summary>
    public string SessionId => State.SessionId;

    /// <summary>Gets the checkpoint of the running turn.</summary>
    /// <value><see langword="null"/> if no turn is running, or if its user message has not been seen yet.</value>
    public TurnCheckpoint? Checkpoint => State.Checkpoint is { } text ? TurnCheckpoint.Parse(text) : null;

    /// <summary>
    /// Gets whether the session has a turn that was not followed to its end. A run without messages resumes it. A run with messages throws,
    /// unless the caller has cancelled the earlier run, left its loop, or called <see cref="AbandonTurn"/>.
    /// </summary>
    public bool HasUnfinishedTurn => State.Message is not null;

    internal SessionState State
    {
        get
        {
            lock (_sync)
            {
                return _state;
            }
        }
    }

    /// <summary>Gives up the unfinished turn, so that the next message can be sent. The turn on the platform is not aborted.</summary>
    public void AbandonTurn() => Change(s => s.WithoutTurn());

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        base.GetService(serviceType, serviceKey)
        ?? (serviceKey is null && _session is { } session && serviceType.IsInstanceOfType(session) ? session : null);

    /// <summary>Returns the platform's session, which is read only once.</summary>
    internal async ValueTask<Session> GetAsync(Agent agent, CancellationToken cancellationToken) =>
        _session ??= await agent.GetSessionAsync(SessionId, cancellationToken).ConfigureAwait(false);

    internal void Change(Func<SessionState, SessionState> change)
    {
        lock (_sync)
        {
            _state = change(_state);
        }
    }

    /// <summary>Marks the start of a run.</summary>
    /// <exception cref="InvalidOperationException">Another run has not ended.</exception>
    internal void BeginRun()
    {
        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
        {
            throw new InvalidOperationException(
                $"Another run of session {SessionId} has not ended: a session supports one run at a time. Use a separate session for each "
                + "conversation.");
        }
    }

    internal void EndRun() => Volatile.Write(ref _isRunning, 0);
}
