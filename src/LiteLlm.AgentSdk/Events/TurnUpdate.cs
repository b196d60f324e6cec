namespace LiteLlm.AgentSdk;

/// <summary>
/// What is new in a running turn, the same for every harness: <see cref="TurnStarted"/>, <see cref="TurnTextDelta"/>,
/// <see cref="TurnTextBreak"/>, <see cref="TurnReasoningDelta"/>,
/// <see cref="TurnToolStarted"/>, <see cref="TurnToolFinished"/>, <see cref="TurnPartReplaced"/>, <see cref="TurnReconnecting"/>,
/// <see cref="TurnHealed"/>, <see cref="TurnEvent"/> for everything
/// else, and at the end <see cref="TurnCompleted"/>.
/// </summary>
/// <remarks>Kinds may be added: a <c>switch</c> over updates should let unknown ones pass.</remarks>
public abstract record TurnUpdate
{
    /// <summary>Gets what the agent's answer has grown by. All of them together are <see cref="Reply.Text"/>.</summary>
    /// <value><see langword="null"/> for everything but <see cref="TurnTextDelta"/> and <see cref="TurnTextBreak"/>, so that it can be
    /// written as it is.</value>
    public virtual string? Text => null;

    /// <summary>Gets the platform's event behind the update.</summary>
    /// <value><see langword="null"/> if there is none.</value>
    public SessionEvent? Event { get; init; }

    /// <summary>Gets or sets the turn that the update comes from.</summary>
    internal TurnOrigin Origin { get; set; }

    /// <summary>
    /// Creates a checkpoint: what another process needs to follow the turn after this update, with
    /// <see cref="AgentPlatformClient.ResumeTurnAsync"/>. It is made from where the turn is when this is
    /// called, so call it inside the loop; <see cref="TurnStream.CreateCheckpoint"/> does the same at any time.
    /// </summary>
    /// <returns>The checkpoint; <see langword="null"/> until the turn's user message has been seen, and for updates that a program made
    /// itself.</returns>
    public TurnCheckpoint? CreateCheckpoint() => Origin.Source?.CreateCheckpoint();
}
