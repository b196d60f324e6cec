using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Streaming;

namespace LiteLlm.AgentSdk;

/// <content>Following the session's events, whichever process began the turns.</content>
public partial class Session
{
    /// <summary>
    /// Follows the current or next turn (<c>GET /sessions/{id}/events</c>) until the event that ends it. Nothing is replayed: earlier
    /// content is in <see cref="GetMessagesAsync"/>. The platform ends this stream after 10 minutes, which throws an exception.
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The events, including those of unknown types.</returns>
    /// <exception cref="AgentPlatformConflictException">The session is not ready.</exception>
    /// <exception cref="StreamInterruptedException">The stream ended before the turn did.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    /// <example>
    /// <code>
    /// await foreach (SessionEvent e in session.FollowTurnAsync())
    ///     Console.WriteLine(e.Type);
    /// </code>
    /// </example>
    public virtual IAsyncEnumerable<SessionEvent> FollowTurnAsync(CancellationToken cancellationToken = default) =>
        Follow(ApiPath.Of($"sessions/{Id}/events"), endsWithTurn: true, cancellationToken);

    /// <summary>
    /// Follows the harness's events (<c>GET /sessions/{id}/stream</c>): those of all turns until the session ends, with new connections
    /// when one is lost, or those of one turn. Waits up to 60 seconds for a session that is still being created. Nothing is replayed:
    /// content that is sent while no connection is open is in <see cref="GetMessagesAsync"/>.
    /// </summary>
    /// <param name="options">How to follow; null for all turns.</param>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The events, including those of unknown types.</returns>
    /// <exception cref="AgentPlatformConflictException">The session has ended.</exception>
    /// <exception cref="StreamInterruptedException">
    /// The session ended, or the connection could not be opened again; with <see cref="FollowOptions.StopAfterTurn"/>, the stream ended
    /// before the turn did.
    /// </exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual IAsyncEnumerable<SessionEvent> FollowAsync(FollowOptions? options = null, CancellationToken cancellationToken = default)
    {
        bool stops = options?.StopAfterTurn ?? false;
        return Follow(ApiPath.Query(ApiPath.Of($"sessions/{Id}/stream"), ("follow", stops ? null : "1")), endsWithTurn: stops,
            cancellationToken);
    }

    private CallerEnumerable<SessionEvent> Follow(ApiPath path, bool endsWithTurn, CancellationToken cancellationToken)
    {
        ApiRequest request = new(HttpMethod.Get, path) { Accept = "text/event-stream" };
        return new CallerEnumerable<SessionEvent>(
            token => endsWithTurn || !Transport.Options.Healing.Enabled
                ? new SessionStream(Transport, Id).FollowAsync(request, endsWithTurn, token)
                : SessionFollow.RunAsync(Transport, Id, request, token),
            once: false,
            cancellationToken);
    }
}
