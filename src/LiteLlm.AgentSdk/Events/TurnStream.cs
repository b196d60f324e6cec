namespace LiteLlm.AgentSdk;

/// <summary>
/// The updates of one turn, from <see cref="Session.SendStreamingAsync(SendOptions, CancellationToken)"/>,
/// <see cref="AgentPlatformClient.ResumeTurnAsync"/> and
/// <see cref="Session.FollowInitialTurnAsync"/>. It can be enumerated once: enumerating it sends the message. It can say at any time how
/// far the turn has been followed.
/// </summary>
/// <example>
/// <code>
/// TurnStream turn = session.SendStreamingAsync("And the tests?");
/// await foreach (TurnUpdate update in turn)
///     Console.Write(update.Text);
/// </code>
/// </example>
public class TurnStream : IAsyncEnumerable<TurnUpdate>
{
    private readonly Func<CancellationToken, IAsyncEnumerator<TurnUpdate>> _begin;
    private IAsyncEnumerator<TurnUpdate>? _begun;
    private int _isBegun;

    /// <summary>
    /// Initializes a new instance of the <see cref="TurnStream"/> class from updates, for tests that stand in for a session.
    /// </summary>
    /// <param name="updates">The updates.</param>
    public TurnStream(IAsyncEnumerable<TurnUpdate> updates)
    {
        ArgumentNullException.ThrowIfNull(updates);
        _begin = updates.GetAsyncEnumerator;
    }

    internal TurnStream(Func<CancellationToken, IAsyncEnumerator<TurnUpdate>> begin)
    {
        _begin = begin;
    }

    /// <summary>Gets the id of the user message that began the turn.</summary>
    /// <value><see langword="null"/> until it has been seen.</value>
    public virtual string? UserMessageId => (_begun as ITurnSource)?.UserMessageId;

    /// <summary>
    /// Creates a checkpoint: what another process needs to follow the turn from here on, with
    /// <see cref="AgentPlatformClient.ResumeTurnAsync"/>. It counts the updates that the caller has been given,
    /// and can be created at any time, also after the loop was left.
    /// </summary>
    /// <returns>The checkpoint; <see langword="null"/> until the turn's user message has been seen.</returns>
    public virtual TurnCheckpoint? CreateCheckpoint() => (_begun as ITurnSource)?.CreateCheckpoint();

    /// <summary>Follows the turn to its end, and gets its reply.</summary>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="TurnFailedException">The turn failed; carries the reply.</exception>
    /// <exception cref="InvalidOperationException">The turn has been enumerated before, or its updates end without a
    /// <see cref="TurnCompleted"/>.</exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    public virtual async Task<Reply> GetReplyAsync(CancellationToken cancellationToken = default)
    {
        Reply? reply = null;
        await foreach (TurnUpdate update in this.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            reply = (update as TurnCompleted)?.Reply;
        }

        return reply ?? throw new InvalidOperationException($"The updates of the turn ended without a {nameof(TurnCompleted)}.");
    }

    /// <summary>Begins the turn, and enumerates its updates; the last one is a <see cref="TurnCompleted"/>.</summary>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The enumerator.</returns>
    /// <exception cref="InvalidOperationException">The turn has been enumerated before.</exception>
    public IAsyncEnumerator<TurnUpdate> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isBegun, 1) != 0)
        {
            throw new InvalidOperationException("The updates of a turn can be enumerated once: enumerating them sends the message, and a second time would send it again.");
        }

        return _begun = _begin(cancellationToken);
    }
}
