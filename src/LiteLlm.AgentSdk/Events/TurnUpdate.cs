namespace LiteLlm.AgentSdk;

/// <summary>
/// An update of a running turn, the same for every harness: <see cref="TurnStarted"/>, <see cref="TurnTextDelta"/>,
/// <see cref="TurnTextBreak"/>, <see cref="TurnReasoningDelta"/>, <see cref="TurnToolStarted"/>, <see cref="TurnToolFinished"/>,
/// <see cref="TurnPartReplaced"/>, <see cref="TurnReconnecting"/>, <see cref="TurnHealed"/>, <see cref="TurnEvent"/> for all other
/// events, and at the end <see cref="TurnCompleted"/>.
/// </summary>
/// <remarks>Later versions may add types: a <c>switch</c> over updates should ignore unknown ones.</remarks>
public abstract record TurnUpdate
{
    /// <summary>Gets the text to append to the agent's answer. The texts of all updates together are <see cref="Reply.Text"/>.</summary>
    /// <value><see langword="null"/> for all updates except <see cref="TurnTextDelta"/> and <see cref="TurnTextBreak"/>, so that a program
    /// can write the text of every update.</value>
    public virtual string? Text => null;

    /// <summary>Gets the platform's event behind the update.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public SessionEvent? Event { get; init; }

    /// <summary>Gets or sets the turn that the update comes from.</summary>
    internal TurnOrigin Origin { get; set; }

    /// <summary>
    /// Creates a checkpoint, with which another process can follow the turn after this update
    /// (<see cref="AgentPlatformClient.ResumeTurnAsync"/>). It covers the updates that the caller has received when it calls this method,
    /// so call it inside the loop. <see cref="TurnStream.CreateCheckpoint"/> does the same.
    /// </summary>
    /// <returns>The checkpoint; <see langword="null"/> until the turn's user message has been seen, and for updates that a program
    /// created.</returns>
    public TurnCheckpoint? CreateCheckpoint() => Origin.Source?.CreateCheckpoint();
}
