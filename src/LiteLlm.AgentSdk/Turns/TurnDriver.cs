using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// The enumerator over one turn: waits until the session is free, starts the turn, returns its updates, and converts internal exceptions
/// for the caller. No other enumerator is between the reader of the stream and the caller.
/// </summary>
/// <param name="transport">The transport to the platform.</param>
/// <param name="start">Waits until the session is free, and returns how to send the turn.</param>
/// <param name="options">The options of the send.</param>
/// <param name="trace">Starts the span of the turn; returns null if nobody listens.</param>
/// <param name="first">The first of the caller's tokens, either of which cancels the turn.</param>
/// <param name="second">The second of the caller's tokens.</param>
internal sealed class TurnDriver(
    PlatformTransport transport, Func<CancellationToken, Task<TurnStart>> start, SendOptions options, Func<TracedTurn?> trace,
        CancellationToken first, CancellationToken second)
    : IAsyncEnumerator<TurnUpdate>, ITurnSource
{
    private TurnStart? _start;
    private TurnRun? _run;
    private TracedTurn? _traced;
    private CancellationTokenSource? _either;
    private CancellationTokenSource? _deadline;
    private TurnFailedException? _failure;
    private bool _isMoving;
    private bool _isOver;

    public TurnUpdate Current { get; private set; } = null!;

    /// <summary>
    /// Gets what another process needs to follow the turn from here on; null until the turn's user message has been seen.
    /// </summary>
    public TurnCheckpoint? CreateCheckpoint() => _run?.State.ToCheckpoint(_start!.Plan.SessionId);

    /// <summary>Gets the id of the user message that began the turn; null until it has been seen.</summary>
    public string? UserMessageId => _run?.State.QuestionId;

    public ValueTask<bool> MoveNextAsync()
    {
        if (_run is not null && !_isOver && _run.TryDequeue(out TurnUpdate? update))
        {
            SetCurrent(update);
            return new ValueTask<bool>(true);
        }

        return MoveNextSlowlyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isMoving)
        {
            throw new NotSupportedException("The enumeration still waits for its next update.");
        }

        _traced?.MakeCurrent();
        await EndAsync().ConfigureAwait(false);
        _traced?.Dispose();
        _traced = null;
    }

    private async ValueTask<bool> MoveNextSlowlyAsync()
    {
        if (_isOver)
        {
            // The failure is thrown once, after the update that completes the turn.
            return Interlocked.Exchange(ref _failure, null) is { } failure ? throw failure : false;
        }

        _isMoving = true;
        try
        {
            if (_run is null)
            {
                _traced = trace();
            }

            // At each call the caller's span is the current one, so the turn's span is made current again.
            _traced?.MakeCurrent();
            await AdvanceAsync().ConfigureAwait(false);
            return true;
        }
        catch (Exception e)
        {
            if (_run is not null && !_isOver)
            {
                await _run.StopCallAsync().ConfigureAwait(false);
            }

            Exception converted = Explain(e);
            if (converted is not OperationCanceledException)
            {
                _traced?.Failed(converted);
            }

            await EndAsync().ConfigureAwait(false);
            if (ReferenceEquals(converted, e))
            {
                throw;
            }

            throw converted;
        }
        finally
        {
            _isMoving = false;
        }
    }

    /// <summary>Sets the next update. The last one completes the turn.</summary>
    private async ValueTask AdvanceAsync()
    {
        if (_run is null)
        {
            await BeginAsync().ConfigureAwait(false);
        }

        if (await _run!.AdvanceAsync().ConfigureAwait(false) && _run.TryDequeue(out TurnUpdate? update))
        {
            SetCurrent(update);
            return;
        }

        Reply reply = _run.ToReply();
        _failure = options.ThrowOnFailure && reply.Error is { } error ? TurnErrors.Failed(_start!.Plan.SessionId, reply, error) : null;
        await EndAsync().ConfigureAwait(false);
        SetCurrent(new TurnCompleted { Reply = reply });
    }

    private async ValueTask BeginAsync()
    {
        _deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, transport.Time);
        _either = CancellationTokenSource.CreateLinkedTokenSource([first, second, _deadline.Token]);
        _start = await start(_either.Token).ConfigureAwait(false);

        // TurnTimeout starts only when the session is free. QueueTimeout limits the wait before.
        _deadline.CancelAfter(TurnTimeout);
        _run = new TurnRun(transport, _start.Plan);
        await _run.StartAsync(_either.Token).ConfigureAwait(false);
    }

    private TimeSpan TurnTimeout => options.TurnTimeout ?? transport.Options.TurnTimeout;

    private void SetCurrent(TurnUpdate update)
    {
        update.Origin = new TurnOrigin(this);
        Current = update;
        _traced?.Record(update);
    }

    /// <summary>
    /// Converts an exception to the one that the caller needs. A cancellation by the caller keeps the caller's token; a passed deadline
    /// becomes a timeout exception.
    /// </summary>
    private Exception Explain(Exception e)
    {
        if (e is OperationCanceledException)
        {
            return first.IsCancellationRequested ? new OperationCanceledException(e.Message, e, first)
                : second.IsCancellationRequested ? new OperationCanceledException(e.Message, e, second)
                : _deadline is { IsCancellationRequested: true } && _run is not null ? _run.Words.TimedOut(TurnTimeout, _run.Delivery, e)
                : e;
        }

        // The exception of a failed search says that nothing has taken effect. That is true only of the search: the message was sent.
        return e is AgentPlatformException { MayHaveTakenEffect: false } failure and not MessageNotDeliveredException
            && _run is { MayRun: true } ? _run.Words.SearchFailed(failure) : e;
    }

    /// <summary>Releases everything. A turn that may still run is remembered, so that the next message waits for its end.</summary>
    private async ValueTask EndAsync()
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        try
        {
            if (_run is not null)
            {
                await _run.DisposeAsync().ConfigureAwait(false);
                if (_run.UnansweredId is { } unanswered)
                {
                    transport.Memory.MarkUnanswered(_start!.Plan.SessionId, unanswered);
                }

                if (_run.MayRun)
                {
                    await _start!.LeaveAsync(options.AbortWhenAbandoned && !_run.IsEnding, hasShown: _run.IsEnding).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            // Releases the session even if the caller never disposes the enumerator.
            _start?.Dispose();
            _either?.Dispose();
            _deadline?.Dispose();
        }
    }
}
