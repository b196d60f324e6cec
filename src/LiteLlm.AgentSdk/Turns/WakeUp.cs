using System.Threading.Tasks.Sources;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Wakes a waiting turn when its stream has an event, its call has ended, or a time has passed. There is one waiter at a time. A signal
/// that comes while nobody waits is kept. Waiting allocates nothing, because a turn waits once for each token.
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

    /// <summary>Gets the callback for events of the stream. The waiter continues on the thread that read the event.</summary>
    public Action OnEvent { get; }

    /// <summary>Gets the callback for everything else. The waiter continues on the thread pool.</summary>
    public Action OnCompleted { get; }

    /// <summary>Waits for a signal, but no longer than <paramref name="time"/>.</summary>
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
            // A timer accepts at most about 49 days. This limit is shorter; the turn waits again after it.
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
