namespace LiteLlm.AgentSdk;

/// <summary>A stream ended without the event that ends a turn. The turn itself may go on.</summary>
public sealed class StreamInterruptedException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="StreamInterruptedException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public StreamInterruptedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the session that was followed.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>Gets what the platform said when it cut the stream itself.</summary>
    /// <value><see langword="null"/> when the connection just ended.</value>
    public string? Reason { get; init; }

    /// <summary>Gets what had arrived of the turn by then.</summary>
    /// <value><see langword="null"/> for a stream that does not follow one turn.</value>
    public Reply? PartialReply { get; init; }

    /// <summary>Gets what it takes to follow the turn on with <see cref="AgentPlatformClient.ResumeTurnAsync"/>.</summary>
    /// <value><see langword="null"/> for a stream that does not follow one turn, and if the turn's user message was not seen.</value>
    public TurnCheckpoint? Checkpoint { get; init; }
}
