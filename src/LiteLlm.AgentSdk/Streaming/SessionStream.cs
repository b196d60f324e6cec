using System.Runtime.CompilerServices;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk.Streaming;

/// <summary>
/// One connection to a session's events, from the request to the end: opens it, hands on what arrives, knows a turn's end from
/// the end of a body, and turns every other ending into what it means. What reconnects and heals stands on top of this.
/// </summary>
internal sealed class SessionStream(PlatformTransport transport, string sessionId, Func<CancellationToken, Task<Exception?>>? ask = null)
{
    /// <summary>Follows until the event that ends a turn, or, when <paramref name="endsWithTurn"/> is false, for as long as the connection lasts.</summary>
    /// <param name="request">The call that opens the stream.</param>
    /// <param name="endsWithTurn">Whether the stream is over with the turn.</param>
    /// <param name="cancellationToken">The caller's token, or one linked to it.</param>
    /// <exception cref="StreamInterruptedException">The stream ended before the turn did.</exception>
    public IAsyncEnumerable<SessionEvent> FollowAsync(ApiRequest request, bool endsWithTurn, CancellationToken cancellationToken) =>
        ReadAsync(request, null, endsWithTurn, cancellationToken);

    /// <summary>Follows a response that is open already. The caller disposes it.</summary>
    public IAsyncEnumerable<SessionEvent> ReadAsync(HttpResponseMessage response, bool endsWithTurn, CancellationToken cancellationToken) =>
        ReadAsync(null, response, endsWithTurn, cancellationToken);

    // One iterator for both: each one that an event passes through costs time.
    private async IAsyncEnumerable<SessionEvent> ReadAsync(
        ApiRequest? request, HttpResponseMessage? given, bool endsWithTurn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using HttpResponseMessage? opened = request is null ? null : await transport.OpenStreamAsync(request, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage response = opened ?? given!;
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        IdleWatchStream watched = new(body, transport.Options.StreamIdleTimeout, transport.Time, ask ?? AskAsync);
        await using ConfiguredAsyncDisposable watching = watched.ConfigureAwait(false);
        IAsyncEnumerator<SessionEvent> events = SseEventReader.ReadAsync(watched, transport.Options.MaxEventBytes, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using ConfiguredAsyncDisposable reading = events.ConfigureAwait(false);
        while (true)
        {
            bool arrived;
            try
            {
                arrived = await events.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or HttpRequestException or ObjectDisposedException)
            {
                throw Interrupted($"The connection to the events of session {sessionId} broke: {e.Message} The turn itself may go on.", null, e);
            }

            if (!arrived)
            {
                throw Interrupted($"The stream of session {sessionId} ended without the event that ends a turn. The turn itself may go on.", null, null);
            }

            SessionEvent value = events.Current;
            yield return value;
            if (endsWithTurn && value.IsTurnEnd)
            {
                yield break;
            }

            if (value is StreamErrorEvent error)
            {
                // Nothing comes after it, though a gateway may hold the connection open.
                string why = error.Message ?? "no reason given";
                throw Interrupted($"The platform cut the stream of session {sessionId}: {why}. The turn itself may go on.", why, null);
            }
        }
    }

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
            return Interrupted($"No byte has come from session {sessionId} for {idle}, and how it is could not be had: {e.Message}", null, e);
        }
    }
}
