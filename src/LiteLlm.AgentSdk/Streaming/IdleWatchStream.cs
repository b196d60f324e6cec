using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Streaming;

/// <summary>
/// A response's body that detects silence. If no byte arrives for a given time, a callback decides whether to go on waiting. The time
/// runs only while a read waits for the network, so a slow reader never triggers it.
/// </summary>
internal sealed class IdleWatchStream : ReadOnlyStream
{
    private readonly Stream _inner;
    private readonly TimeSpan _idle;
    private readonly Func<CancellationToken, Task<Exception?>> _check;
    private readonly ITimer? _timer;
    private readonly object _lock = new(); // net8.0 has no System.Threading.Lock
    private CancellationTokenSource _end = new();
    private CancellationTokenSource? _either;
    private CancellationToken _eitherOf;
    private Exception? _verdict;
    private int _checking;

    // Incremented at the start and at the end of each wait for the network, so it is odd during a wait. It shows whether bytes arrived
    // while the callback ran, which makes the callback's decision obsolete.
    private int _reads;

    /// <summary>Initializes a new instance of the <see cref="IdleWatchStream"/> class.</summary>
    /// <param name="inner">The body.</param>
    /// <param name="idle">How long the stream may be silent before <paramref name="check"/> is called.</param>
    /// <param name="time">The clock.</param>
    /// <param name="check">Returns the exception that ends the wait, or null to go on waiting.</param>
    public IdleWatchStream(Stream inner, TimeSpan idle, TimeProvider time, Func<CancellationToken, Task<Exception?>> check)
    {
        _inner = inner;
        _idle = idle;
        _check = check;
        if (idle != Timeout.InfiniteTimeSpan)
        {
            _timer = time.CreateTimer(static state =>
                _ = ((IdleWatchStream)state!).CheckAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_timer is null)
        {
            return _inner.ReadAsync(buffer, cancellationToken);
        }

        // Bytes that are already here need no timer.
        ValueTask<int> read = _inner.ReadAsync(buffer, Either(cancellationToken));
        return read.IsCompletedSuccessfully ? read : WatchedReadAsync(read, cancellationToken);
    }

    private async ValueTask<int> WatchedReadAsync(ValueTask<int> read, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _reads++;
        }

        _timer!.Change(_idle, Timeout.InfiniteTimeSpan);
        bool isAlive = false;
        try
        {
            int count = await read.ConfigureAwait(false);
            isAlive = true;
            return count;
        }
        catch (OperationCanceledException) when (_verdict is not null && !cancellationToken.IsCancellationRequested)
        {
            throw _verdict;
        }
        finally
        {
            EndRead(isAlive);
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>
    /// Ends a wait. If bytes arrived after the callback decided to stop, withdraws the decision, so that the next read is not cancelled.
    /// </summary>
    private void EndRead(bool isAlive)
    {
        CancellationTokenSource? overtaken = null;
        lock (_lock)
        {
            // Under the lock: a verdict that comes later sees that the read is over.
            _reads++;
            if (isAlive && _verdict is not null)
            {
                _verdict = null;
                _end = new CancellationTokenSource();
                overtaken = _either;
                _either = null;
            }
        }

        overtaken?.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _timer?.Dispose();
            _inner.Dispose();
            _either?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>
    /// Returns a token that is cancelled by the reader's token or by the idle watch. A reader passes the same token each time, so one
    /// linked source serves all its reads.
    /// </summary>
    private CancellationToken Either(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
        {
            return _end.Token;
        }

        if (_either is null || _eitherOf != cancellationToken)
        {
            _either?.Dispose();
            _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
            _eitherOf = cancellationToken;
        }

        return _either.Token;
    }

    private async Task CheckAsync()
    {
        if (Interlocked.Exchange(ref _checking, 1) != 0)
        {
            // The callback is already running; when it returns, it sees that another read waits.
            return;
        }

        int read = Volatile.Read(ref _reads);
        Exception? verdict;
        try
        {
            verdict = await _check(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The session's state is unknown: the exception goes to the reader's caller.
            verdict = e;
        }
        finally
        {
            Volatile.Write(ref _checking, 0);
        }

        CancellationTokenSource? end = null;
        lock (_lock)
        {
            if (int.IsEvenInteger(_reads))
            {
                return;
            }

            if (verdict is not null && read == _reads)
            {
                _verdict = verdict;
                end = _end;
            }
        }

        if (end is not null)
        {
            // Bytes may still arrive now. In that case the read returns them, and EndRead replaces the source.
            await end.CancelAsync().ConfigureAwait(false);
            return;
        }

        try
        {
            // The callback decided to wait, or bytes arrived in the meantime and another read is waiting.
            _timer!.Change(_idle, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The stream was closed while the callback ran.
        }
    }
}
