using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Streaming;

/// <summary>
/// Reads a session's events over one connection. The sequence ends normally only after the event that ends a turn. If the connection ends
/// without that event, the enumerator throws. This class never reconnects; its callers do.
/// </summary>
internal sealed class SessionStream(PlatformTransport transport, string sessionId)
{
    /// <summary>
    /// Gets a value indicating whether this stream detects silence, which means that no bytes arrive for
    /// <see cref="AgentPlatformOptions.StreamIdleTimeout"/>. The code that follows a turn sets this to false and detects silence itself,
    /// because heartbeats are bytes but do not show that the turn makes progress.
    /// </summary>
    public bool IsWatched { get; init; } = true;

    /// <summary>
    /// Gets a value indicating whether messages of the Claude Agent SDK are skipped without being parsed. If payloads are logged, they are
    /// parsed anyway.
    /// </summary>
    public bool SkipsClaudeMessages { get; init; }

    private PlatformTransport Transport => transport;

    private string SessionId => sessionId;

    /// <summary>
    /// Opens a connection and returns its events. If <paramref name="endsWithTurn"/> is true, the sequence ends after the event that ends a
    /// turn. Otherwise, it continues until the connection ends, and then throws.
    /// </summary>
    /// <param name="request">The call that opens the stream.</param>
    /// <param name="endsWithTurn">true to end the sequence when a turn ends; otherwise, false.</param>
    /// <param name="cancellationToken">The caller's token, or a token linked to it.</param>
    /// <exception cref="StreamInterruptedException">
    /// The stream ended before the turn did. If <paramref name="endsWithTurn"/> is false, every end of the connection causes this
    /// exception. The enumerator throws it, not this method.
    /// </exception>
    public IAsyncEnumerable<SessionEvent> FollowAsync(ApiRequest request, bool endsWithTurn, CancellationToken cancellationToken) =>
        new Events(this, request, null, endsWithTurn, cancellationToken);

    /// <summary>Returns the events of a response that is already open. The enumerator disposes the response.</summary>
    public IAsyncEnumerable<SessionEvent> ReadAsync(HttpResponseMessage response, bool endsWithTurn, CancellationToken cancellationToken) =>
        new Events(this, null, response, endsWithTurn, cancellationToken);

    private StreamInterruptedException Interrupted(string message, string? reason, Exception? cause) => new(message, cause)
    {
        SessionId = sessionId,
        Reason = reason,
        IsTransient = true,
        MayHaveTakenEffect = true,
    };

    /// <summary>
    /// Checks the session's status after a silence, because the stream of a healthy idle session is silent too. Returns null to continue
    /// waiting; otherwise, the exception that ends the stream.
    /// </summary>
    private async Task<Exception?> CheckSessionAsync(CancellationToken cancellationToken)
    {
        TimeSpan idle = transport.Options.StreamIdleTimeout;
        try
        {
            Session session = await SessionCalls.GetAsync(transport, sessionId, cancellationToken).ConfigureAwait(false);
            Log.StreamSilent(transport.Logger, sessionId, idle, session.Status.Value);
            return session.Status == SessionStatus.Ready || session.Status == SessionStatus.Creating
                ? null
                : Interrupted(
                    $"No byte arrived from session {sessionId} for {idle}, and its status is {session.Status}: "
                    + $"{session.FailureReason ?? "the platform gave no reason"}.",
                    session.FailureReason ?? session.Status.Value,
                    null);
        }
        catch (AgentPlatformException e)
        {
            return Interrupted(
                $"No byte arrived from session {sessionId} for {idle}, and its status could not be read: {e.Message}", null, e);
        }
    }

    private sealed class Events(SessionStream stream, ApiRequest? request, HttpResponseMessage? given, bool endsWithTurn,
        CancellationToken streamToken)
        : IAsyncEnumerable<SessionEvent>
    {
        public IAsyncEnumerator<SessionEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            new Enumerator(stream, request, given, endsWithTurn, cancellationToken.CanBeCanceled ? cancellationToken : streamToken);
    }

    // This is a class and not an async iterator for performance. Several events often arrive at once. MoveNextAsync returns the events that
    // are already in memory synchronously, without an async state machine.
    private sealed class Enumerator(SessionStream stream, ApiRequest? request, HttpResponseMessage? given, bool endsWithTurn,
        CancellationToken cancellationToken)
        : IAsyncEnumerator<SessionEvent>
    {
        private HttpResponseMessage? _response = given;
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
                throw new NotSupportedException("The enumerator can't be disposed while MoveNextAsync is running.");
            }

            await CloseAsync().ConfigureAwait(false);
        }

        // The slow path: opens the connection, waits for a read, or handles the end of the stream. If isReading is true, next is a read
        // that has already started; otherwise, next is ignored.
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
                    // The previous event was the last one: the end of a turn, or an error event. The platform sends nothing after an error
                    // event. Therefore, do not read on, even if a gateway keeps the connection open.
                    return Current is StreamErrorEvent error
                        ? throw stream.Interrupted(
                            $"The platform ended the stream of session {stream.SessionId}: {Why(error)}. "
                            + "The turn itself may still be running.",
                            Why(error),
                            null)
                        : false;
                }

                try
                {
                    arrived = isReading ? await next.ConfigureAwait(false) : await _events.MoveNextAsync().ConfigureAwait(false);
                }
                catch (Exception e) when (e is IOException or HttpRequestException or ObjectDisposedException)
                {
                    throw stream.Interrupted(
                        $"The connection to the events of session {stream.SessionId} broke: {e.Message} "
                        + "The turn itself may still be running.",
                        null,
                        e);
                }

                if (!arrived)
                {
                    throw stream.Interrupted(
                        $"The stream of session {stream.SessionId} ended without the event that ends a turn. "
                        + "The turn itself may still be running.",
                        null,
                        null);
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
            _response ??= await stream.Transport.OpenStreamAsync(request!, cancellationToken).ConfigureAwait(false);
            Stream body = await _response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            AgentPlatformOptions options = stream.Transport.Options;
            Telemetry.StreamOpened();
            _isCounted = true;
            _watched = new IdleWatchStream(body, stream.IsWatched ? options.StreamIdleTimeout
                : Timeout.InfiniteTimeSpan, options.TimeProvider, stream.CheckSessionAsync);
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
            if (_isOver)
            {
                return;
            }

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

            if (endsWithTurn && Current is { IsTurnEnd: true })
            {
                // The platform ends the response right after the turn. The caller does not wait for that, but the connection can be reused.
                _ = ResponseBody.ReadToEndAsync(_response!, _watched!, stream.Transport.Time);
                return;
            }

            if (_watched is not null)
            {
                await _watched.DisposeAsync().ConfigureAwait(false);
            }

            _response?.Dispose();
        }
    }
}
