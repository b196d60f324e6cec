using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>Options of an agent's chat client.</summary>
public sealed class AgentChatClientOptions
{
    /// <summary>
    /// Gets the options for sending messages: timeouts, whether an abandoned turn is aborted
    /// (<see cref="SendOptions.AbortWhenAbandoned"/>), whether a failed turn throws an exception (<see cref="SendOptions.ThrowOnFailure"/>)
    /// or only gives an <see cref="ErrorContent"/>, and so on. To override them for one call, return a <see cref="SendOptions"/> from
    /// <see cref="ChatOptions.RawRepresentationFactory"/>.
    /// </summary>
    /// <value>Default: the defaults of <see cref="SendOptions"/>.</value>
    public SendOptions Send { get; init; } = new();

    /// <summary>Gets the options of the sessions that calls without <see cref="ChatOptions.ConversationId"/> create.</summary>
    /// <value>
    /// Default: the defaults of <see cref="SessionCreateOptions"/>. <see cref="SessionCreateOptions.WaitUntilReady"/> must be true.
    /// </value>
    public SessionCreateOptions NewSession { get; init; } = new();

    /// <summary>
    /// Gets whether a JSON response format is accepted. If so, text is added to the message that asks the agent for JSON, and a
    /// non-streaming response is checked to be JSON with the members that the schema requires. The platform can't guarantee it. A streaming
    /// response is not checked.
    /// </summary>
    /// <value>Default: <see langword="false"/>, which rejects such a format.</value>
    public bool StructuredOutput { get; init; }
}
