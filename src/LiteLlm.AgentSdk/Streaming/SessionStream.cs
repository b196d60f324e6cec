using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Streaming;

/// <summary>
/// One connection to a session's events, from the request to the end: opens it, hands on what arrives, knows a turn's end from
/// the end of a body, and turns every other ending into what it means. What reconnects and heals stands on top of this.
/// </summary>
internal sealed class SessionStream(PlatformTransport transport, string sessionId)
{
    /// <summary>
    /// Gets a value indicating whether silence is noticed here. A turn watches over it by itself, since heartbeats are bytes and no life of
    /// a session.
    /// </summary>
    public bool IsWatched { get; init; } = true;

    /// <summary>
    /// Gets a value indicating whether messages of the Claude Agent SDK are left out, unless payloads are logged.
    /// </summary>
    public bool SkipsClaudeMessages { get; init; }

    private PlatformTransport Transport => transport;

    private string SessionId => sessionId;

    /// <summary>
    /// Follows until the event that ends a turn, or, when <paramref name="endsWithTurn"/> is false, for as long as the connection lasts.
    /// </summary>
    /// <param name="request">The call that opens the stream.</param>
    /// <param name="endsWithTurn">Whether the stream is over with the turn.</param>
    /// <param name="cancellationToken">The caller's token, or one linked to it.</param>
    /// <exception cref="StreamInterruptedException">The stream ended before the turn did.</exception>
    public IAsyncEnumerable<SessionEvent> FollowAsync(ApiRequest request, bool endsWithTurn, CancellationToken cancellationToken) =>
        new Events(this, request, null, endsWithTurn, cancellationToken);

    /// <summary>Follows a response that is open already. The caller disposes it.</summary>
    public IAsyncEnumerable<SessionEvent> ReadAsync(HttpResponseMessage response, bool endsWithTurn, CancellationToken cancellationToken) =>
        new Events(this, null, response, endsWithTurn, cancellationToken);

    private StreamInterruptedException Interrupted(string message, string? reason, Exception? cause) => new(message, cause)
    {
        SessionId = sessionId,
        Reason = reason,
        IsTransient = true,
        MayHaveTakenEffect = true,
    };

    /// <summary>Silence is not death here: the session is asked how it is.</summary>
    private async Task<Exception?> AskAsync(CancellationToken cancellationToken)
    {
        TimeSpan idle = transport.Options.StreamIdleTimeout;
        try
        {
            Session session = await SessionCalls.GetAsync(transport, sessionId, cancellationToken).ConfigureAwait(false);
            Log.StreamSilent(transport.Logger, sessionId, idle, session.Status.Value);
            return session.Status == SessionStatus.Ready || session.Status == SessionStatus.Creating
                ? null
                : Interrupted($"No byte has come from session {sessionId} for {idle}, and it is {session.Status}: {session.FailureReason ?? "the platform gave no reason"}.", session.FailureReason ?? session.Status.Value, null);
        }
        catch (AgentPlatformException e)
        {
            return Interrupted($"No byte has come from session {sessionId} for {idle}, and how it is could not be had: {e.Message}", null,
                e);
        }
    }

    private sealed class Events(SessionStream stream, ApiRequest? request, HttpResponseMessage? given, bool endsWithTurn,
        CancellationToken streamToken)
        : IAsyncEnumerable<SessionEvent>
    {
        public IAsyncEnumerator<SessionEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            new Enumerator(stream, request, given, endsWithTurn, cancellationToken.CanBeCanceled ? cancellationToken : streamToken);
    }

    // By hand: events mostly come several at a time, and what is here already passes without a state machine.
    private sealed class Enumerator(SessionStream stream, ApiRequest? request, HttpResponseMessage? given, bool endsWithTurn,
        CancellationToken cancellationToken)
        : IAsyncEnumerator<SessionEvent>
    {
        private HttpResponseMessage? _opened;
        private IdleWatchStream? _watched;
        private IAsyncEnumerator<SessionEvent>? _events;
        private bool _isMoving;
        private bool _isOver;
        private bool _isCounted;

        public SessionEvent Current { get; private set; } = null!;

        public ValueTask<bool> MoveNextAsync()
        {
            if (_events is null || _isOver || (endsWithTurn && Current.IsTurnEnd) || Current is StreamErrorEvent)
            {
                return MoveNextSlowlyAsync(default, isReading: false);
            }

            ValueTask<bool> next = _events.MoveNextAsync();
            if (!next.IsCompletedSuccessfully)
            {
                return MoveNextSlowlyAsync(next, isReading: true);
            }

            if (!next.Result)
            {
                return MoveNextSlowlyAsync(new ValueTask<bool>(false), isReading: true);
            }

            Current = _events.Current;
            return new ValueTask<bool>(true);
        }

        public async ValueTask DisposeAsync()
        {
            if (_isMoving)
            {
                throw new NotSupportedException("The enumeration still waits for its next event.");
            }

            await CloseAsync().ConfigureAwait(false);
        }

        private async ValueTask<bool> MoveNextSlowlyAsync(ValueTask<bool> next, bool isReading)
        {
            if (_isOver)
            {
                return false;
            }

            bool arrived = false;
            _isMoving = true;
            try
            {
                if (_events is null)
                {
                    _events = await OpenAsync().ConfigureAwait(false);
                }
                else if (!isReading)
                {
                    // The event before was the last one. After an error nothing comes, though a gateway may hold the connection open.
                    return Current is StreamErrorEvent error
                        ? throw stream.Interrupted($"The platform cut the stream of session {stream.SessionId}: {Why(error)}. The turn itself may go on.", Why(error), null)
                        : false;
                }

                try
                {
                    arrived = isReading ? await next.ConfigureAwait(false) : await _events.MoveNextAsync().ConfigureAwait(false);
                }
                catch (Exception e) when (e is IOException or HttpRequestException or ObjectDisposedException)
                {
                    throw stream.Interrupted($"The connection to the events of session {stream.SessionId} broke: {e.Message} The turn itself may go on.", null, e);
                }

                if (!arrived)
                {
                    throw stream.Interrupted($"The stream of session {stream.SessionId} ended without the event that ends a turn. The turn itself may go on.", null, null);
                }

                Current = _events.Current;
                return true;
            }
            finally
            {
                _isMoving = false;
                if (!arrived)
                {
                    await CloseAsync().ConfigureAwait(false);
                }
            }
        }

        private static string Why(StreamErrorEvent error) => error.Message ?? "no reason given";

        private async ValueTask<IAsyncEnumerator<SessionEvent>> OpenAsync()
        {
            _opened = request is null ? null : await stream.Transport.OpenStreamAsync(request, cancellationToken).ConfigureAwait(false);
            Stream body = await (_opened ?? given!).Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            AgentPlatformOptions options = stream.Transport.Options;
            Telemetry.StreamOpened();
            _isCounted = true;
            _watched = new IdleWatchStream(body, stream.IsWatched ? options.StreamIdleTimeout
                : Timeout.InfiniteTimeSpan, options.TimeProvider, stream.AskAsync);
            IAsyncEnumerable<SessionEvent> events = SseEventReader.ReadAsync(
                _watched, options.MaxEventBytes, stream.SkipsClaudeMessages && !stream.Transport.LogsPayloads, cancellationToken);
            return (stream.Transport.LogsPayloads ? LogAsync(events) : events).GetAsyncEnumerator(cancellationToken);
        }

        private async IAsyncEnumerable<SessionEvent> LogAsync(IAsyncEnumerable<SessionEvent> events)
        {
            await foreach (SessionEvent value in events.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                Log.EventSensitive(stream.Transport.Logger, stream.SessionId, stream.Transport.Shown(value.ToJson()));
                yield return value;
            }
        }

        private async ValueTask CloseAsync()
        {
            _isOver = true;
            if (_isCounted)
            {
                _isCounted = false;
                Telemetry.StreamClosed();
            }

            if (_events is not null)
            {
                await _events.DisposeAsync().ConfigureAwait(false);
            }

            if (_watched is not null)
            {
                await _watched.DisposeAsync().ConfigureAwait(false);
            }

            _opened?.Dispose();
        }
    }
}
