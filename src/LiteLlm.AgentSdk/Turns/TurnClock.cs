using System.Runtime.CompilerServices;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>The one time limit over a whole turn, however many calls and connections it takes, beside the caller's own token.</summary>
internal sealed class TurnClock : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly long _started;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _either;

    public TurnClock(PlatformTransport transport, SendOptions options, CancellationToken cancellationToken)
        : this(transport, options.TurnTimeout ?? transport.Options.TurnTimeout, cancellationToken)
    {
    }

    public TurnClock(PlatformTransport transport, TimeSpan limit, CancellationToken cancellationToken)
    {
        _time = transport.Time;
        _limit = limit;
        _caller = cancellationToken;
        _started = _time.GetTimestamp();
        _deadline = new CancellationTokenSource(_limit, _time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _deadline.Token);
    }

    /// <summary>The caller's token with the turn's deadline.</summary>
    public CancellationToken Token => _either.Token;

    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    /// <summary>Tells the caller's cancellation, which stays one and carries the caller's token, from the deadline, which is none.</summary>
    public Exception Explain(OperationCanceledException cause, string sessionId, TurnAssembler turn)
    {
        if (_caller.IsCancellationRequested)
        {
            return new OperationCanceledException(cause.Message, cause, _caller);
        }

        return _deadline.IsCancellationRequested
            ? new AgentPlatformTimeoutException($"The turn of session {sessionId} was not over within {nameof(AgentPlatformOptions.TurnTimeout)} ({_limit}). It goes on.", cause)
            {
                Limit = nameof(AgentPlatformOptions.TurnTimeout),
                MayHaveTakenEffect = true,
                PartialReply = turn.ToReply(),
            }
            : cause;
    }

    /// <summary>Hands updates on and explains what ends them early.</summary>
    public async IAsyncEnumerable<TurnUpdate> Watch(IAsyncEnumerable<TurnUpdate> updates, string sessionId, TurnAssembler turn, TurnSender? sender = null)
    {
        IAsyncEnumerator<TurnUpdate> source = updates.GetAsyncEnumerator(CancellationToken.None);
        await using ConfiguredAsyncDisposable reading = source.ConfigureAwait(false);
        while (true)
        {
            try
            {
                if (!await source.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (OperationCanceledException e)
            {
                throw Explain(e, sessionId, turn);
            }
            catch (AgentPlatformException e) when (sender?.IsUntrue(e) == true)
            {
                throw sender.AfterSending(e);
            }

            yield return source.Current;
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _deadline.Dispose();
    }
}
