using LiteLlm.AgentSdk.AspNetCore.Problems;

namespace LiteLlm.AgentSdk.AspNetCore;

/// <summary>What an endpoint hands back: a turn or a session's events as server-sent events, or what went wrong as problem JSON.</summary>
/// <example>
/// <code>
/// app.MapPost("/sessions/{id}/messages", async (string id, ChatMessage message, AgentPlatformClient platform, CancellationToken cancellationToken) =>
/// {
///     Session session = await platform.Sessions.GetAsync(id, cancellationToken);
///     return AgentResults.Turn(session.SendStreamingAsync(message.Text, cancellationToken: cancellationToken));
/// }).AddAgentPlatformProblems();
/// </code>
/// </example>
public static class AgentResults
{
    /// <summary>
    /// Streams a turn to the browser as server-sent events, one for each update, and a last one, <c>completed</c> or <c>failed</c>. The
    /// message is sent when the result is executed. What goes wrong before the first update (and before the first heartbeat is due) is
    /// answered with problem JSON and a status that fits.
    /// </summary>
    /// <param name="updates">
    /// The turn: <see cref="Session.SendStreamingAsync(string, SendOptions?, CancellationToken)"/> or
    /// <see cref="AgentPlatformClient.ResumeTurnAsync"/>.
    /// </param>
    /// <param name="options">Heartbeats, and what happens when the browser goes.</param>
    /// <returns>The result to hand back from the endpoint.</returns>
    public static TurnResult Turn(IAsyncEnumerable<TurnUpdate> updates, TurnResultOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(updates);
        return new TurnResult(updates, options ?? new TurnResultOptions(), resumed: null);
    }

    /// <summary>
    /// Streams to the browser what it has not been given of a turn, and goes on to the turn's end. The events say where in their parts they
    /// belong, counted on from the token. Whether this caller may see the token's session is for the application to check.
    /// </summary>
    /// <param name="platform">The platform that the turn runs on.</param>
    /// <param name="token">
    /// What the browser has: <see cref="AgentRequestExtensions.TryGetTurnCheckpoint"/> reads it from <c>Last-Event-ID</c>. One without
    /// parts (<c>new TurnCheckpoint { SessionId = ..., UserMessageId = ... }</c>) brings the whole turn.
    /// </param>
    /// <param name="options">Heartbeats, and what happens when the browser goes.</param>
    /// <returns>The result to hand back from the endpoint.</returns>
    public static TurnResult ResumeTurn(AgentPlatformClient platform, TurnCheckpoint token, TurnResultOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(token);
        return new TurnResult(platform.ResumeTurnAsync(token), options ?? new TurnResultOptions(), token);
    }

    /// <summary>
    /// Streams a session's events to the browser as the platform sends them: each is the <c>data</c> of an event without a name.
    /// </summary>
    /// <param name="events">
    /// The events: <see cref="Session.FollowAsync"/> with <c>follow: true</c> for all turns, <see cref="Session.FollowTurnAsync"/> for one.
    /// </param>
    /// <param name="options">Heartbeats.</param>
    /// <returns>The result to hand back from the endpoint.</returns>
    public static EventsResult Events(IAsyncEnumerable<SessionEvent> events, StreamResultOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        return new EventsResult(events, options ?? new StreamResultOptions());
    }

    /// <summary>
    /// Says in problem JSON (RFC 9457) what went wrong with the platform, with a status for the browser: its own mistakes are 4xx, the
    /// platform's troubles and this application's key 502 to 504.
    /// </summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="includeMessage">
    /// Whether the exception's message is told: it holds no secret, but may name hosts and paths of the platform.
    /// </param>
    /// <returns>The result to hand back from the endpoint.</returns>
    public static AgentProblemResult Problem(AgentPlatformException exception, bool includeMessage = false)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new AgentProblemResult(AgentProblem.Of(exception, includeMessage));
    }
}
