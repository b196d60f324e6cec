using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Streaming;

namespace LiteLlm.AgentSdk;

/// <content>Following what happens, whoever began it.</content>
public partial class Session
{
    /// <summary>
    /// Follows the current turn, or the next one (<c>GET /sessions/{id}/events</c>), until the event that ends it. Nothing is replayed: what happened before the
    /// stream was open is in <see cref="GetMessagesAsync"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; the turn goes on.</param>
    /// <returns>The events; those of types that the SDK does not know too.</returns>
    /// <exception cref="AgentPlatformConflictException">The session is not ready.</exception>
    /// <exception cref="StreamInterruptedException">The stream ended before the turn did.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    /// <example>
    /// <code>
    /// await foreach (SessionEvent e in session.EventsAsync())
    ///     Console.WriteLine(e.Type);
    /// </code>
    /// </example>
    public virtual IAsyncEnumerable<SessionEvent> EventsAsync(CancellationToken cancellationToken = default) =>
        Follow(ApiPath.Of($"sessions/{Id}/events"), endsWithTurn: true, cancellationToken);

    /// <summary>
    /// Follows the harness's own events (<c>GET /sessions/{id}/stream</c>): the current turn or the next one, or, with <paramref name="follow"/>, all turns for as long as the
    /// session lives, over as many connections as it takes. Waits up to 60 seconds for a session that is still being created. Nothing is replayed: what happens while no
    /// connection is open is in <see cref="GetMessagesAsync"/>.
    /// </summary>
    /// <param name="follow">Whether to go on after the end of a turn.</param>
    /// <param name="cancellationToken">Ends the wait; the turn goes on.</param>
    /// <returns>The events; those of types that the SDK does not know too.</returns>
    /// <exception cref="AgentPlatformConflictException">The session is dead.</exception>
    /// <exception cref="StreamInterruptedException">The stream ended before the turn did; with <paramref name="follow"/>, the session has ended, or can't be followed any more.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual IAsyncEnumerable<SessionEvent> StreamAsync(bool follow = false, CancellationToken cancellationToken = default) =>
        Follow(ApiPath.Query(ApiPath.Of($"sessions/{Id}/stream"), ("follow", follow ? "1" : null)), endsWithTurn: !follow, cancellationToken);

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
