namespace LiteLlm.AgentSdk.Streaming;

/// <summary>
/// A response's body that notices silence: when no byte has arrived for a while, somebody is asked whether waiting on makes sense.
/// The clock runs only while a read is waiting for the network, so a reader who takes its time never trips it.
/// </summary>
internal sealed class IdleWatchStream : Stream
{
    private readonly Stream _inner;
    private readonly TimeSpan _idle;
    private readonly Func<CancellationToken, Task<Exception?>> _ask;
    private readonly ITimer? _timer;
    private readonly CancellationTokenSource _end = new();
    private readonly int _maxEventBytes;
    private CancellationTokenSource? _either;
    private CancellationToken _eitherOf;
    private Exception? _verdict;
    private long _sinceEvent;
    private int _asking;

    // Odd while a read waits for the network. Tells an answer that comes too late, when bytes have arrived meanwhile.
    private int _reads;

    /// <summary>Watches a stream.</summary>
    /// <param name="inner">The body.</param>
    /// <param name="idle">How long silence may last before somebody is asked.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ask">Says why waiting on makes no sense, or nothing when it does.</param>
    /// <param name="maxEventBytes">How many bytes may come without an event among them.</param>
    public IdleWatchStream(Stream inner, TimeSpan idle, TimeProvider time, Func<CancellationToken, Task<Exception?>> ask, int maxEventBytes)
    {
        _inner = inner;
        _idle = idle;
        _ask = ask;
        _maxEventBytes = maxEventBytes;
        if (idle != Timeout.InfiniteTimeSpan)
        {
            _timer = time.CreateTimer(static state => _ = ((IdleWatchStream)state!).AskAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>An event has been read: what comes now is the next one's.</summary>
    public void EventRead() => _sinceEvent = 0;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = _timer is null
            ? await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)
            : await WatchedReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _sinceEvent += read;
        return _sinceEvent <= _maxEventBytes
            ? read
            : throw new AgentPlatformException($"A single event of the stream has more than {nameof(AgentPlatformOptions.MaxEventBytes)} ({_maxEventBytes}) bytes: this is no proper event stream.")
            {
                // What the stream belongs to goes on.
                MayHaveTakenEffect = true,
            };
    }

    private async ValueTask<int> WatchedReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ValueTask<int> read = _inner.ReadAsync(buffer, Either(cancellationToken));
        if (read.IsCompletedSuccessfully)
        {
            return read.Result;
        }

        Interlocked.Increment(ref _reads);
        _timer!.Change(_idle, Timeout.InfiniteTimeSpan);
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_verdict is not null && !cancellationToken.IsCancellationRequested)
        {
            throw _verdict;
        }
        finally
        {
            Interlocked.Increment(ref _reads);
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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

    /// <summary>Cancelled with the reader's token or with the watch. A reader gives the same token each time, so that one source serves all reads.</summary>
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
            // Whoever was asked does not know either: the read's caller hears that.
            verdict = e;
        }
        finally
        {
            Volatile.Write(ref _asking, 0);
        }

        int now = Volatile.Read(ref _reads);
        if (int.IsEvenInteger(now))
        {
            return;
        }

        if (verdict is not null && read == now)
        {
            _verdict = verdict;
            await _end.CancelAsync().ConfigureAwait(false);
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
