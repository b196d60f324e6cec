using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>How an agent's chat client sends, and what the sessions are that it opens.</summary>
public sealed class AgentChatClientOptions
{
    /// <summary>
    /// Gets how messages are sent: time limits, what becomes of the turn when the caller goes
    /// (<see cref="SendOptions.AbortWhenAbandoned"/>), whether a failed turn is an exception (<see cref="SendOptions.ThrowOnFailure"/>) or
    /// an <see cref="ErrorContent"/> alone, and so on. One call can have its own: <see cref="ChatOptions.RawRepresentationFactory"/> may
    /// return a <see cref="SendOptions"/>.
    /// </summary>
    /// <value>Default: as <see cref="Session.SendAsync(SendOptions, CancellationToken)"/> sends.</value>
    public SendOptions Send { get; init; } = new();

    /// <summary>Gets what the sessions are that calls without <see cref="ChatOptions.ConversationId"/> open.</summary>
    /// <value>
    /// Default: as <see cref="Agent.CreateSessionAsync"/> makes them. <see cref="SessionCreateOptions.WaitUntilReady"/> has to be on.
    /// </value>
    public SessionCreateOptions NewSession { get; init; } = new();

    /// <summary>
    /// Gets whether a JSON response format is taken: the message asks the agent for JSON in words, and a whole response is checked to be
    /// JSON with the members that the schema requires. The platform can't guarantee it. A stream is not checked.
    /// </summary>
    /// <value>Default: <see langword="false"/>: such a format is refused.</value>
    public bool StructuredOutput { get; init; }
}
