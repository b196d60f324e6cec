using LiteLlm.AgentSdk.AspNetCore.Problems;

namespace LiteLlm.AgentSdk.AspNetCore;

/// <summary>
/// Creates the results that an endpoint returns: a turn or a session's events as server-sent events, or a failure as problem JSON.
/// </summary>
/// <example>
/// <code>
/// app.MapPost("/sessions/{id}/messages", async (
///     string id, ChatMessage message, AgentPlatformClient platform, CancellationToken cancellationToken) =>
/// {
///     Session session = await platform.Sessions.GetAsync(id, cancellationToken);
///     return AgentResults.Turn(session.SendStreamingAsync(message.Text, cancellationToken: cancellationToken));
/// }).AddAgentPlatformProblems();
/// </code>
/// </example>
public static class AgentResults
{
    /// <summary>
    /// Streams a turn to the browser as server-sent events: one event for each update, and <c>completed</c> or <c>failed</c> as the last
    /// event. The message is sent when the result is executed. If the turn fails before the first update (and before the first heartbeat is
    /// due), the response is problem JSON with the status code of the failure.
    /// </summary>
    /// <param name="updates">
    /// The turn: <see cref="Session.SendStreamingAsync(string, SendOptions?, CancellationToken)"/> or
    /// <see cref="AgentPlatformClient.ResumeTurnAsync"/>.
    /// </param>
    /// <param name="options">The options of the stream, such as the heartbeat interval and what to do when the browser disconnects.</param>
    /// <returns>The result for the endpoint to return.</returns>
    public static TurnResult Turn(IAsyncEnumerable<TurnUpdate> updates, TurnResultOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(updates);
        return new TurnResult(updates, options ?? new TurnResultOptions(), resumed: null);
    }

    /// <summary>
    /// Streams the rest of a turn to the browser: what the browser has not received yet, up to the end of the turn. The offsets in the
    /// events continue from the token. The application must check whether the caller may read the token's session.
    /// </summary>
    /// <param name="platform">The platform that the turn runs on.</param>
    /// <param name="token">
    /// The part of the turn that the browser has: <see cref="AgentRequestExtensions.TryGetTurnCheckpoint"/> reads it from
    /// <c>Last-Event-ID</c>. A token without parts (<c>new TurnCheckpoint { SessionId = ..., UserMessageId = ... }</c>) streams the whole
    /// turn.
    /// </param>
    /// <param name="options">The options of the stream, such as the heartbeat interval and what to do when the browser disconnects.</param>
    /// <returns>The result for the endpoint to return.</returns>
    public static TurnResult ResumeTurn(AgentPlatformClient platform, TurnCheckpoint token, TurnResultOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(token);
        return new TurnResult(platform.ResumeTurnAsync(token), options ?? new TurnResultOptions(), token);
    }

    /// <summary>
    /// Streams a session's events to the browser as the platform sends them: each one is the <c>data</c> of a server-sent event without a
    /// name.
    /// </summary>
    /// <param name="events">
    /// The events: <see cref="Session.FollowAsync"/> with <c>follow: true</c> for all turns, <see cref="Session.FollowTurnAsync"/> for one.
    /// </param>
    /// <param name="options">The options of the stream, such as the heartbeat interval.</param>
    /// <returns>The result for the endpoint to return.</returns>
    public static EventsResult Events(IAsyncEnumerable<SessionEvent> events, StreamResultOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        return new EventsResult(events, options ?? new StreamResultOptions());
    }

    /// <summary>
    /// Describes a failure of a call to the platform in problem JSON (RFC 9457). The status is 4xx if the platform refused the
    /// browser's request, and 502 to 504 if the platform, or this application's API key, caused the failure.
    /// </summary>
    /// <param name="exception">The failure.</param>
    /// <param name="includeMessage">
    /// <see langword="true"/> to include the exception's message in the response; otherwise, <see langword="false"/>. The message
    /// contains no secrets, but may name hosts and paths of the platform.
    /// </param>
    /// <returns>The result for the endpoint to return.</returns>
    public static AgentProblemResult Problem(AgentPlatformException exception, bool includeMessage = false)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new AgentProblemResult(AgentProblem.Of(exception, includeMessage));
    }
}
