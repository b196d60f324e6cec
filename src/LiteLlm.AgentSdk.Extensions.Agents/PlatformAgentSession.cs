using Microsoft.Agents.AI;

namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>
/// A session of the platform as the framework's <see cref="AgentSession"/>. It has the platform session's id before anything is sent, and
/// knows the turn that is running: serialized by <see cref="AIAgent.SerializeSessionAsync"/> at any time, it resumes that turn in another
/// process with a run without messages.
/// </summary>
/// <remarks>One run at a time. Serializing is safe while a run is in progress.</remarks>
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

    /// <summary>Gets the id that the session has on the platform.</summary>
    public string SessionId => State.SessionId;

    /// <summary>Gets how far the running turn was followed.</summary>
    /// <value><see langword="null"/> when no turn is running, or before its user message has been seen.</value>
    public TurnCheckpoint? Checkpoint => State.Checkpoint is { } text ? TurnCheckpoint.Parse(text) : null;

    /// <summary>
    /// Gets whether the session holds a turn that was not followed to its end. A run without messages resumes it; a run with messages is
    /// refused, unless the caller has cancelled the earlier run or left its loop, or called <see cref="AbandonTurn"/>.
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
    public void AbandonTurn() => Change(s => s.Ended());

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        base.GetService(serviceType, serviceKey)
        ?? (serviceKey is null && _session is { } session && serviceType.IsInstanceOfType(session) ? session : null);

    /// <summary>Gets the platform's session, which is asked for once.</summary>
    internal async ValueTask<Session> GetAsync(Agent agent, CancellationToken cancellationToken) =>
        _session ??= await agent.GetSessionAsync(SessionId, cancellationToken).ConfigureAwait(false);

    internal void Change(Func<SessionState, SessionState> change)
    {
        lock (_sync)
        {
            _state = change(_state);
        }
    }

    /// <summary>Begins a run.</summary>
    /// <exception cref="InvalidOperationException">Another one has not ended.</exception>
    internal void Enter()
    {
        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
        {
            throw new InvalidOperationException(
                $"Another run of session {SessionId} has not ended: a session does one run at a time. Use a session of its own for each "
                + "conversation.");
        }
    }

    internal void Leave() => Volatile.Write(ref _isRunning, 0);
}
