namespace LiteLlm.AgentSdk;

public partial class Session
{
    /// <summary>
    /// Follows the messages of the Claude Agent SDK (<c>GET /sessions/{id}/stream</c>), which the claude-agent-sdk harness hands on: of the
    /// current turn or the next one, or, with
    /// <paramref name="follow"/>, of all turns for as long as the connection lasts (30 minutes on the platform). Other harnesses have none.
    /// Nothing is replayed.
    /// </summary>
    /// <remarks>
    /// It is <see cref="FollowAsync"/> without the events that carry no such message: those say whether a turn was aborted or is over. A
    /// <see cref="ClaudeConversation"/> puts either
    /// of the two together.
    /// </remarks>
    /// <param name="follow">Whether to go on after the end of a turn.</param>
    /// <param name="cancellationToken">Cancels waiting; the turn goes on.</param>
    /// <returns>The messages; those of types that the SDK does not know too.</returns>
    /// <exception cref="AgentPlatformConflictException">The session is dead.</exception>
    /// <exception cref="StreamInterruptedException">The stream ended before the turn did; with <paramref name="follow"/>, whenever it
    /// ends.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    /// <example>
    /// <code>
    /// await foreach (ClaudeMessage message in session.ClaudeMessagesAsync())
    ///     if (message is ClaudeStreamEventMessage { Event: ClaudeBlockDeltaFrame { Delta: ClaudeTextDelta delta } })
    ///         Console.Write(delta.Text);
    /// </code>
    /// </example>
    public virtual IAsyncEnumerable<ClaudeMessage> ClaudeMessagesAsync(bool follow = false,
        CancellationToken cancellationToken = default) =>
        new ClaudeMessageEnumerable(FollowAsync(new FollowOptions { StopAfterTurn = !follow }, cancellationToken));
}
