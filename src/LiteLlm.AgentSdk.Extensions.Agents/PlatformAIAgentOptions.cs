using Microsoft.Agents.AI;

namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>Options of the <see cref="AIAgent"/> for an agent of the platform.</summary>
public sealed class PlatformAIAgentOptions
{
    /// <summary>
    /// Gets the id of the <see cref="AIAgent"/>. If one workflow uses the same platform agent twice, the two need different ids.
    /// </summary>
    /// <value>Default: the id that the agent has on the platform.</value>
    public string? Id { get; init; }

    /// <summary>Gets the name of the <see cref="AIAgent"/>, which is also the author of its messages.</summary>
    /// <value>Default: the agent's name on the platform, if the agent was read before the <see cref="AIAgent"/> was created; otherwise,
    /// none. It never changes, because workflows identify their steps by it.</value>
    public string? Name { get; init; }

    /// <summary>Gets the description of the <see cref="AIAgent"/>, which orchestrators and tools show to a model.</summary>
    /// <value>Default: the first line of the agent's prompt, under the same condition as <see cref="Name"/>. The platform has no
    /// descriptions of agents.</value>
    public string? Description { get; init; }

    /// <summary>
    /// Gets the options for sending messages: timeouts, whether an abandoned turn is aborted
    /// (<see cref="SendOptions.AbortWhenAbandoned"/>), and so on. <see cref="PlatformAgentRunOptions.Send"/> overrides them for one run.
    /// </summary>
    /// <value>Default: the defaults of <see cref="SendOptions"/>.</value>
    public SendOptions Send { get; init; } = new();

    /// <summary>Gets the options of new platform sessions. <see cref="SessionCreateOptions.Progress"/> reports their ids.</summary>
    /// <value>Default: the defaults of <see cref="SessionCreateOptions"/>. <see cref="SessionCreateOptions.WaitUntilReady"/> must be
    /// true.</value>
    public SessionCreateOptions NewSession { get; init; } = new();

    /// <summary>
    /// Gets whether the platform session of a run without an <see cref="AgentSession"/> is kept. If not, it is terminated at the end of the
    /// run, because the framework can't send another message to it.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool KeepSessionsOfSingleRuns { get; init; }

    /// <summary>
    /// Gets whether a JSON response format is accepted. If so, text is added to the message that asks the agent for JSON, and a
    /// non-streaming response is checked to be JSON with the members that the schema requires. The platform can't guarantee it. A streaming
    /// response is not checked.
    /// </summary>
    /// <value>Default: <see langword="false"/>, which rejects such a format.</value>
    public bool StructuredOutput { get; init; }

    /// <summary>Gets the time provider for the times at which messages are sent.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
