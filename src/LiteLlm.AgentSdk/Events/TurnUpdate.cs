using LiteLlm.AgentSdk.Turns;

namespace LiteLlm.AgentSdk;

/// <summary>
/// What is new in a running turn, the same for every harness: <see cref="TurnTextDelta"/>, <see cref="TurnReasoningDelta"/>,
/// <see cref="TurnToolStarted"/>, <see cref="TurnToolFinished"/>, <see cref="TurnPartReplaced"/>, <see cref="TurnEvent"/> for everything
/// that is none of these, and at the end <see cref="TurnCompleted"/>.
/// </summary>
/// <remarks>Kinds may be added: a <c>switch</c> over updates should let unknown ones pass.</remarks>
public abstract record TurnUpdate
{
    /// <summary>What the agent's answer has grown by.</summary>
    /// <value><see langword="null"/> for everything but <see cref="TurnTextDelta"/>, so that it can be written as it is.</value>
    public virtual string? Text => null;

    /// <summary>The platform's event behind it.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public SessionEvent? Event { get; init; }

    /// <summary>The turn that the update is of, for <see cref="CreateToken"/>.</summary>
    internal TurnPosition? Position { get; init; }

    /// <summary>
    /// What another process needs to take the turn up after this update: <see cref="AgentPlatformClient.ResumeTurnAsync"/>. Made from where the turn is when this is called, so call it
    /// inside the loop.
    /// </summary>
    /// <returns><see langword="null"/> as long as the stream has not shown the turn's user message, and for updates that a program made itself.</returns>
    public TurnToken? CreateToken() => Position?.ToToken();
}
