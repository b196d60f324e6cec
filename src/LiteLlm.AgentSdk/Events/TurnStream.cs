namespace LiteLlm.AgentSdk;

/// <summary>
/// The updates of one turn, from <see cref="Session.SendStreamingAsync(SendOptions, CancellationToken)"/>,
/// <see cref="AgentPlatformClient.ResumeTurnAsync"/> and <see cref="Session.FollowInitialTurnAsync"/>. They can be enumerated only once,
/// because the enumeration sends the message. <see cref="CreateCheckpoint"/> can be called at any time.
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
    /// Initializes a new instance of the <see cref="TurnStream"/> class from given updates, for tests.
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
    /// Creates a checkpoint, with which another process can follow the turn from here
    /// (<see cref="AgentPlatformClient.ResumeTurnAsync"/>). It covers the updates that the caller has received. It can be created at any
    /// time, even after the caller has left the loop.
    /// </summary>
    /// <returns>The checkpoint; <see langword="null"/> until the turn's user message has been seen.</returns>
    public virtual TurnCheckpoint? CreateCheckpoint() => (_begun as ITurnSource)?.CreateCheckpoint();

    /// <summary>Follows the turn to its end and returns its reply.</summary>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="TurnFailedException">The turn failed; the exception contains the reply.</exception>
    /// <exception cref="InvalidOperationException">The turn has been enumerated before, or its updates end without a
    /// <see cref="TurnCompleted"/>.</exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
    public virtual async Task<Reply> GetReplyAsync(CancellationToken cancellationToken = default)
    {
        Reply? reply = null;
        await foreach (TurnUpdate update in this.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            reply = (update as TurnCompleted)?.Reply;
        }

        return reply ?? throw new InvalidOperationException($"The updates of the turn ended without a {nameof(TurnCompleted)}.");
    }

    /// <summary>Begins the turn and enumerates its updates; the last one is a <see cref="TurnCompleted"/>.</summary>
    /// <param name="cancellationToken">Cancels waiting; work on the platform continues.</param>
    /// <returns>The enumerator.</returns>
    /// <exception cref="InvalidOperationException">The turn has been enumerated before.</exception>
    public IAsyncEnumerator<TurnUpdate> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isBegun, 1) != 0)
        {
            throw new InvalidOperationException(
                "The updates of a turn can be enumerated only once: a second enumeration would send the message again. The last update "
                + $"has the reply ({nameof(TurnCompleted)}). {nameof(AgentPlatformClient.ResumeTurnAsync)} continues a turn that was left, "
                + $"from {nameof(CreateCheckpoint)}.");
        }

        return _begun = _begin(cancellationToken);
    }
}
