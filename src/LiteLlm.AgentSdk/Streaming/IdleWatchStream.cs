using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Streaming;

/// <summary>
/// A response's body that notices silence: when no byte has arrived for a while, somebody is asked whether waiting on makes sense.
/// The clock runs only while a read is waiting for the network, so a reader who takes its time never trips it.
/// </summary>
internal sealed class IdleWatchStream : ReadOnlyStream
{
    private readonly Stream _inner;
    private readonly TimeSpan _idle;
    private readonly Func<CancellationToken, Task<Exception?>> _ask;
    private readonly ITimer? _timer;
    private readonly object _lock = new(); // net8.0 has no System.Threading.Lock
    private CancellationTokenSource _end = new();
    private CancellationTokenSource? _either;
    private CancellationToken _eitherOf;
    private Exception? _verdict;
    private int _asking;

    // Odd while a read waits for the network. Tells an answer that comes too late, when bytes have arrived meanwhile.
    private int _reads;

    /// <summary>Initializes a new instance of the <see cref="IdleWatchStream"/> class. Watches a stream.</summary>
    /// <param name="inner">The body.</param>
    /// <param name="idle">How long silence may last before somebody is asked.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ask">Says why waiting on makes no sense, or nothing when it does.</param>
    public IdleWatchStream(Stream inner, TimeSpan idle, TimeProvider time, Func<CancellationToken, Task<Exception?>> ask)
    {
        _inner = inner;
        _idle = idle;
        _ask = ask;
        if (idle != Timeout.InfiniteTimeSpan)
        {
            _timer = time.CreateTimer(static state =>
                _ = ((IdleWatchStream)state!).AskAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_timer is null)
        {
            return _inner.ReadAsync(buffer, cancellationToken);
        }

        // What is here already needs no watch.
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
    /// Cancels waiting. A verdict that bytes have overtaken is taken back: the stream lives, and its next read is not to be cancelled.
    /// </summary>
    private void EndRead(bool isAlive)
    {
        CancellationTokenSource? overtaken = null;
        lock (_lock)
        {
            // In one step: a verdict after this finds that the read is over.
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
    /// Cancelled with the reader's token or with the watch. A reader gives the same token each time, so that one source serves all reads.
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

    private async Task AskAsync()
    {
        if (Interlocked.Exchange(ref _asking, 1) != 0)
        {
            // Somebody is being asked already; who answers sees that another read waits.
            return;
        }

        int read = Volatile.Read(ref _reads);
        Exception? verdict;
        try
        {
            verdict = await _ask(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The session's state is not known either: the reader's caller is told.
            verdict = e;
        }
        finally
        {
            Volatile.Write(ref _asking, 0);
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
            // Bytes may arrive even now: then the read has them, and goes on with another source.
            await end.CancelAsync().ConfigureAwait(false);
            return;
        }

        try
        {
            // Worth waiting on; or bytes have come since, and another read waits by now.
            _timer!.Change(_idle, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The stream was closed while somebody was asked.
        }
    }
}
