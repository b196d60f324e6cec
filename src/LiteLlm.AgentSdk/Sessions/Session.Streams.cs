using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Streaming;

namespace LiteLlm.AgentSdk;

/// <content>Following what happens in the session, whoever began it.</content>
public partial class Session
{
    /// <summary>
    /// Follows one turn, the current one or the next one (<c>GET /sessions/{id}/events</c>), until the event that ends it. Nothing is
    /// replayed: what happened before the stream was open is in
    /// <see cref="GetMessagesAsync"/>. The platform cuts this stream after 10 minutes; a cut is an exception.
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The events, those of unknown types included.</returns>
    /// <exception cref="AgentPlatformConflictException">The session is not ready.</exception>
    /// <exception cref="StreamInterruptedException">The stream ended before the turn did.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    /// <example>
    /// <code>
    /// await foreach (SessionEvent e in session.FollowTurnAsync())
    ///     Console.WriteLine(e.Type);
    /// </code>
    /// </example>
    public virtual IAsyncEnumerable<SessionEvent> FollowTurnAsync(CancellationToken cancellationToken = default) =>
        Follow(ApiPath.Of($"sessions/{Id}/events"), endsWithTurn: true, cancellationToken);

    /// <summary>
    /// Follows the harness's own events (<c>GET /sessions/{id}/stream</c>): all turns for as long as the session lives, over as many
    /// connections as it takes, or one turn. Waits up to 60 seconds for a session that is still being created. Nothing is replayed: what
    /// happens while no connection is open is in <see cref="GetMessagesAsync"/>.
    /// </summary>
    /// <param name="options">How to follow; null for all turns.</param>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The events, those of unknown types included.</returns>
    /// <exception cref="AgentPlatformConflictException">The session is dead.</exception>
    /// <exception cref="StreamInterruptedException">
    /// The session has ended or can't be followed any more; with <see cref="FollowOptions.StopAfterTurn"/>, the stream ended before the
    /// turn did.
    /// </exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
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
