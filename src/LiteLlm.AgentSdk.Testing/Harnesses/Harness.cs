using System.Threading.Channels;
using LiteLlm.AgentSdk.Testing.Terminals;

namespace LiteLlm.AgentSdk.Testing.Harnesses;

/// <summary>One session inside a sandbox: its thread, its bus, the turns that run in it.</summary>
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

    /// <summary>Gets a value that indicates whether the sandbox is there, but its harness does not know this session any more.</summary>
    public bool IsForgotten { get; private set; }

    /// <summary>Gets the task that is completed when the platform's connections to the sandbox break.</summary>
    public Task ConnectionBroken => Volatile.Read(ref _connectionBroken).Task;

    /// <summary>Gets the token that is cancelled when the sandbox goes.</summary>
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

    /// <summary>The first event of every subscription.</summary>
    public abstract string Connected();

    /// <summary>The event that comes every 10 seconds; null for harnesses that send none.</summary>
    public virtual string? Heartbeat() => null;

    /// <summary>The entries of the thread, as JSON.</summary>
    public abstract IReadOnlyList<string> Thread();

    /// <summary>Runs a message's turn to its end.</summary>
    public abstract Task<TurnReply> SendAsync(TurnInput input);

    /// <summary>The entries that stand for the replies to running turns.</summary>
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
                channel.Writer.Complete(new SandboxException("the sandbox has gone", lost: true));
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
        // Before the session's own streams: who has seen an event there, and opens the bus then, does not see it again.
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
    /// No entry stands for the reply to a turn any more, and no abort reaches a turn that began before. To be called before the turn's end
    /// is told: a client that has heard of it asks for the thread.
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
    /// Ends the turn that began last as aborted. A turn beside it runs on; and once one of two has ended, the other is not reached any
    /// more.
    /// </summary>
    /// <returns>A task that is completed when the end has been told for the first time.</returns>
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

    /// <summary>The sandbox goes: turns, thread and all.</summary>
    public void Lose()
    {
        lock (_gate)
        {
            IsLost = true;
        }

        _lost.Cancel();
        BreakConnection();
    }

    /// <summary>
    /// The harness's process dies and is back at once, without its sessions: they are gone with their turns, and the sandbox is still
    /// there.
    /// </summary>
    public virtual void LoseProcess()
    {
        lock (_gate)
        {
            IsForgotten = true;
        }

        Lose();
    }

    /// <summary>The platform's connections to the sandbox break; turns run on.</summary>
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

    /// <summary>Ends what runs without a further event.</summary>
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
