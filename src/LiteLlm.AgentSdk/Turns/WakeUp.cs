using System.Threading.Tasks.Sources;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// What a turn waits on: an event of its stream, the end of a call, or a timer wakes it. One waiter at a time; a signal that comes while
/// nobody waits is kept. Waiting allocates nothing, since a turn waits once for each token.
/// </summary>
internal sealed class WakeUp : IValueTaskSource, IDisposable
{
    private readonly ITimer _timer;
    private readonly object _lock = new(); // net8.0 has no System.Threading.Lock
    private ManualResetValueTaskSourceCore<bool> _core;
    private bool _isWaiting;
    private bool _isSignaled;

    public WakeUp(TimeProvider time)
    {
        _timer = time.CreateTimer(static state =>
            ((WakeUp)state!).Signal(inline: false), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        OnEvent = () => Signal(inline: true);
        OnCompleted = () => Signal(inline: false);
    }

    /// <summary>Gets the callback for events of the stream: the waiter continues on the thread that read them.</summary>
    public Action OnEvent { get; }

    /// <summary>Gets the callback for everything else: the waiter continues on a thread of its own.</summary>
    public Action OnCompleted { get; }

    /// <summary>Waits for a signal, at most as long as given.</summary>
    public ValueTask WaitAsync(TimeSpan time)
    {
        lock (_lock)
        {
            if (_isSignaled)
            {
                _isSignaled = false;
                return ValueTask.CompletedTask;
            }

            _core.Reset();
            _isWaiting = true;
        }

        if (time != Timeout.InfiniteTimeSpan)
        {
            // A timer takes at most some 49 days.
            _timer.Change(time.TotalMilliseconds < int.MaxValue ? time : TimeSpan.FromMilliseconds(int.MaxValue), Timeout.InfiniteTimeSpan);
        }

        return new ValueTask(this, _core.Version);
    }

    public void Dispose() => _timer.Dispose();

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Signal(bool inline)
    {
        lock (_lock)
        {
            if (!_isWaiting)
            {
                _isSignaled = true;
                return;
            }

            _isWaiting = false;
            _core.RunContinuationsAsynchronously = !inline;
        }

        _core.SetResult(true);
    }
}
