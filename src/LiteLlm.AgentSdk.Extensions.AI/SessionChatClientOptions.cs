using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>Options of a session's chat client.</summary>
public sealed class SessionChatClientOptions
{
    /// <summary>
    /// Gets the options for sending messages: timeouts, whether an abandoned turn is aborted
    /// (<see cref="SendOptions.AbortWhenAbandoned"/>), whether a failed turn throws an exception (<see cref="SendOptions.ThrowOnFailure"/>)
    /// or only gives an <see cref="ErrorContent"/>, and so on. To override them for one call, return a <see cref="SendOptions"/> from
    /// <see cref="ChatOptions.RawRepresentationFactory"/>.
    /// </summary>
    /// <value>Default: the defaults of <see cref="SendOptions"/>.</value>
    public SendOptions Send { get; init; } = new();

    /// <summary>Gets the session's agent, if it is known. It has the name of the session's model.</summary>
    /// <value>Default: none. If a call sets <see cref="ChatOptions.ModelId"/>, the client reads the agent to compare the models.</value>
    public Agent? Agent { get; init; }

    /// <summary>
    /// Gets whether a JSON response format is accepted. If so, text is added to the message that asks the agent for JSON, and a
    /// non-streaming response is checked to be JSON with the members that the schema requires. The platform can't guarantee it. A streaming
    /// response is not checked.
    /// </summary>
    /// <value>Default: <see langword="false"/>, which rejects such a format.</value>
    public bool StructuredOutput { get; init; }
}
