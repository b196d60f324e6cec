using System.Runtime.CompilerServices;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Streaming;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// The event stream on which a turn is followed, over one connection after another. It returns available events without waiting, and
/// reports how a connection ended.
/// </summary>
internal sealed class TurnChannel(PlatformTransport transport, string sessionId, bool skipsClaudeMessages, WakeUp wakeUp)
{
    private IAsyncEnumerator<SessionEvent>? _events;
    private ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter _next;
    private CancellationTokenSource? _stop;
    private bool _isReading;

    public StreamState State { get; private set; }

    /// <summary>Gets the exception that ended the last connection; null if it ended with the end of a turn.</summary>
    public AgentPlatformException? Cut { get; private set; }

    /// <summary>Starts to read a response whose body is an event stream.</summary>
    /// <param name="response">The response. This object disposes it.</param>
    /// <param name="continuesAfterTurn">true if the stream continues after the end of a turn; otherwise, false.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public void Open(HttpResponseMessage response, bool continuesAfterTurn, CancellationToken cancellationToken)
    {
        Cut = null;
        State = StreamState.Opened;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _events = new SessionStream(transport, sessionId) { IsWatched = false, SkipsClaudeMessages = skipsClaudeMessages }
            .ReadAsync(response, endsWithTurn: !continuesAfterTurn, _stop.Token).GetAsyncEnumerator(_stop.Token);
    }

    /// <summary>Gets the next event if it is available. Otherwise, the wake-up is signaled when it becomes available.</summary>
    /// <returns>true if there was an event; otherwise, false. Then <see cref="HasEnded"/> tells whether the stream has ended.</returns>
    public bool TryRead(out SessionEvent value)
    {
        value = null!;
        if (_events is null || HasEnded)
        {
            return false;
        }

        if (!_isReading)
        {
#pragma warning disable CA2012 // Consumed once, by CompleteRead, when it has completed.
            _next = _events.MoveNextAsync().ConfigureAwait(false).GetAwaiter();
#pragma warning restore CA2012
            _isReading = true;
            if (!_next.IsCompleted)
            {
                _next.UnsafeOnCompleted(wakeUp.OnEvent);
                return false;
            }
        }

        if (!_next.IsCompleted || !CompleteRead())
        {
            return false;
        }

        value = _events.Current;
        State = value is StreamOpenedEvent or ReadyEvent ? State : StreamState.Live;
        return true;
    }

    /// <summary>Gets a value indicating whether the stream has ended and must be closed.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Closes the connection, if there is one.</summary>
    public async ValueTask CloseAsync()
    {
        State = StreamState.None;
        if (_events is null)
        {
            return;
        }

        // A pending read must end before its response is disposed. Its end signals the wake-up.
        await _stop!.CancelAsync().ConfigureAwait(false);
        while (_isReading && !_next.IsCompleted)
        {
            await wakeUp.WaitAsync(Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        }

        if (_isReading)
        {
            CompleteRead();
        }

        HasEnded = false;
        await _events.DisposeAsync().ConfigureAwait(false);
        _events = null;
        _stop.Dispose();
    }

    private bool CompleteRead()
    {
        _isReading = false;
        try
        {
            HasEnded = !_next.GetResult();
        }
        catch (AgentPlatformException e)
        {
            Cut = e;
            HasEnded = true;
        }
        catch (OperationCanceledException) when (_stop!.IsCancellationRequested)
        {
            // CloseAsync stopped the read, or the caller canceled. The run checks the caller's token itself.
            HasEnded = true;
        }

        return !HasEnded;
    }
}
