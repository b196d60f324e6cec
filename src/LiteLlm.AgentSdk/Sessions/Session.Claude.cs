namespace LiteLlm.AgentSdk;

public partial class Session
{
    /// <summary>
    /// Follows the messages of the Claude Agent SDK (<c>GET /sessions/{id}/stream</c>), which the claude-agent-sdk harness forwards: those
    /// of the current or next turn, or, with <paramref name="follow"/>, those of all turns until the connection ends (after 30 minutes on
    /// the platform). Other harnesses send none. Nothing is replayed.
    /// </summary>
    /// <remarks>
    /// This is <see cref="FollowAsync"/> without the events that carry no such message, such as those that report an aborted or completed
    /// turn. <see cref="ClaudeConversation"/> assembles a conversation from either of the two.
    /// </remarks>
    /// <param name="follow">Whether to continue after the end of a turn.</param>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The messages, including those of unknown types.</returns>
    /// <exception cref="AgentPlatformConflictException">The session is dead.</exception>
    /// <exception cref="StreamInterruptedException">The stream ended before the turn did; with <paramref name="follow"/>, whenever it
    /// ends.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
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
