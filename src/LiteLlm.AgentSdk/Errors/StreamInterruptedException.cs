namespace LiteLlm.AgentSdk;

/// <summary>A stream ended without the event that ends a turn. The turn itself may still be running.</summary>
public sealed class StreamInterruptedException : AgentPlatformException
{
    /// <summary>Initializes a new instance of the <see cref="StreamInterruptedException"/> class.</summary>
    /// <param name="message">The message: what happened, and what the caller can do.</param>
    /// <param name="innerException">The exception that caused this one, if any.</param>
    public StreamInterruptedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the id of the session whose events were followed.</summary>
    public string SessionId { get; init; } = "";

    /// <summary>Gets the reason that the platform reported when it ended the stream.</summary>
    /// <value><see langword="null"/> if the connection ended without a reason.</value>
    public string? Reason { get; init; }

    /// <summary>Gets the part of the reply that had arrived.</summary>
    /// <value><see langword="null"/> for a stream that does not follow one turn.</value>
    public Reply? PartialReply { get; init; }

    /// <summary>Gets the checkpoint with which <see cref="AgentPlatformClient.ResumeTurnAsync"/> continues to follow the turn.</summary>
    /// <value><see langword="null"/> if the stream does not follow one turn, or if the turn's user message was not seen.</value>
    public TurnCheckpoint? Checkpoint { get; init; }
}
