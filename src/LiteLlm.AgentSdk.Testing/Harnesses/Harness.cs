using System.Threading.Channels;
using LiteLlm.AgentSdk.Testing.Terminals;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>A session inside a sandbox, with its thread, its event bus and its running turns.</summary>
internal abstract partial class Harness(HarnessHost host, string id) : IDisposable
{
    private readonly Gate _gate = new();
    private readonly List<Channel<BusEvent>> _subscribers = [];
    private readonly List<TurnEmitter> _running = [];
    private readonly CancellationTokenSource _lost = CancellationTokenSource.CreateLinkedTokenSource(host.Platform.Stopping);
    private (TurnEmitter Turn, CancellationTokenSource Source)? _abortable;
    private CancellationTokenSource _process = new();
    private TaskCompletionSource _connectionBroken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public HarnessHost Host => host;

    public bool IsLost { get; private set; }

    /// <summary>Gets a value indicating whether the sandbox exists, but its harness has lost this session.</summary>
    public bool IsForgotten { get; private set; }

    /// <summary>Gets the task that completes when the platform's connections to the sandbox break.</summary>
    public Task ConnectionBroken => Volatile.Read(ref _connectionBroken).Task;

    /// <summary>Gets the token that is canceled when the sandbox is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Gets or sets the sandbox's terminal; null for harnesses that take messages.</summary>
    public TerminalHost? Terminal { get; set; }

    public bool HasRunningTurns
    {
        get
        {
            lock (_gate)
            {
                return _running.Count > 0;
            }
        }
    }

    /// <summary>Returns the first event of every subscription.</summary>
    public abstract string Connected();

    /// <summary>Returns the event that is sent every 10 seconds; null for harnesses without one.</summary>
    public virtual string? Heartbeat() => null;

    /// <summary>Returns the entries of the thread, as JSON.</summary>
    public abstract IReadOnlyList<string> Thread();

    /// <summary>Runs the turn of a message to its end.</summary>
    public abstract Task<TurnReply> SendAsync(TurnInput input);

    /// <summary>Returns the placeholder entries of the replies to running turns.</summary>
    public IReadOnlyList<string> PendingEntries(bool streamedOnly)
    {
        lock (_gate)
        {
            return [.. _running.Where(turn =>
                !streamedOnly || turn.Input.Origin == TurnOrigin.Stream).Select(turn => turn.PendingEntry).OfType<string>()];
        }
    }

    public Subscription Subscribe()
    {
        Channel<BusEvent> channel = Channel.CreateUnbounded<BusEvent>(new() { SingleReader = true });
        lock (_gate)
        {
            if (IsLost && !IsForgotten)
            {
                channel.Writer.Complete(new SandboxException("the sandbox is lost", lost: true));
            }
            else
            {
                _subscribers.Add(channel);
            }
        }

        return new Subscription(this, channel);
    }

    public void Unsubscribe(Channel<BusEvent> channel)
    {
        lock (_gate)
        {
            _subscribers.Remove(channel);
        }
    }

    public void Publish(string type, string json)
    {
        // The bus comes before the session's streams: a client that gets an event there and then opens the bus does not get it twice.
        host.Platform.Bus.Publish(GetType(), json);
        lock (_gate)
        {
            foreach (Channel<BusEvent> subscriber in _subscribers)
            {
                subscriber.Writer.TryWrite(new BusEvent(type, json));
            }
        }
    }

    /// <summary>
    /// Removes the placeholder entry of a turn's reply; an abort no longer reaches the turn or earlier ones. Call it before the event of
    /// the turn's end, because a client reads the thread after this event.
    /// </summary>
    public void EndPending(TurnEmitter turn)
    {
        lock (_gate)
        {
            if (_running.Remove(turn))
            {
                _abortable = null;
            }
        }
    }

    /// <summary>
    /// Aborts the turn that began last. Another running turn continues; after one of two turns has ended, an abort does not reach the
    /// other.
    /// </summary>
    /// <returns>A task that completes when the first end event has been sent.</returns>
    public Task AbortAsync()
    {
        (TurnEmitter Turn, CancellationTokenSource Source)? abortable;
        lock (_gate)
        {
            abortable = _abortable;
            _abortable = null;
        }

        abortable?.Source.Cancel();
        return abortable?.Turn.FirstEnd ?? Task.CompletedTask;
    }

    /// <summary>Ends the sandbox, with its turns and its thread.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            IsLost = true;
        }

        _lost.Cancel();
        BreakConnection();
    }

    /// <summary>
    /// Restarts the harness's process, which loses its sessions and their turns. The sandbox stays.
    /// </summary>
    public virtual void KillProcess()
    {
        lock (_gate)
        {
            IsForgotten = true;
        }

        Kill();
    }

    /// <summary>Breaks the platform's connections to the sandbox. Turns continue.</summary>
    public void BreakConnection()
    {
        lock (_gate)
        {
            foreach (Channel<BusEvent> subscriber in _subscribers)
            {
                subscriber.Writer.TryComplete(new SandboxException("connection broken", IsLost));
            }

            _subscribers.Clear();
        }

        Interlocked.Exchange(ref _connectionBroken, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>Ends the running turns without further events.</summary>
    protected void EndTurns()
    {
        CancellationTokenSource process;
        lock (_gate)
        {
            (process, _process) = (_process, new CancellationTokenSource());
            _running.Clear();
            _abortable = null;
        }

        process.Cancel();
    }

    public void Dispose()
    {
        _process.Dispose();
        _lost.Dispose();
    }
}
