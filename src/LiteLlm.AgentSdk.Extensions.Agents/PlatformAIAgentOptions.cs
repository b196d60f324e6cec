using Microsoft.Agents.AI;

namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>Configures the <see cref="AIAgent"/> of an agent of the platform.</summary>
public sealed class PlatformAIAgentOptions
{
    /// <summary>Gets the id of the <see cref="AIAgent"/>. Two of the same platform agent in one workflow need different ids.</summary>
    /// <value>Default: the id that the agent has on the platform.</value>
    public string? Id { get; init; }

    /// <summary>Gets the name of the <see cref="AIAgent"/>, which is also the author of its messages.</summary>
    /// <value>Default: the name that the agent has on the platform, if the agent was read before the <see cref="AIAgent"/> was
    /// made; otherwise none. It never changes, because workflows identify their steps by it.</value>
    public string? Name { get; init; }

    /// <summary>Gets the description of the <see cref="AIAgent"/>, which orchestrators and tools show to a model.</summary>
    /// <value>Default: the first line of the agent's prompt, under the same condition as <see cref="Name"/>. The platform has no
    /// descriptions of agents.</value>
    public string? Description { get; init; }

    /// <summary>
    /// Gets how messages are sent: time limits, whether an abandoned turn is aborted (<see cref="SendOptions.AbortWhenAbandoned"/>),
    /// and so on. One run can have its own: <see cref="PlatformAgentRunOptions.Send"/>.
    /// </summary>
    /// <value>Default: as <see cref="Session.SendStreamingAsync(SendOptions, CancellationToken)"/> sends.</value>
    public SendOptions Send { get; init; } = new();

    /// <summary>Gets what new platform sessions are like. <see cref="SessionCreateOptions.Progress"/> is told their ids.</summary>
    /// <value>Default: as <see cref="Agent.CreateSessionAsync"/> makes them. <see cref="SessionCreateOptions.WaitUntilReady"/> has to
    /// be on.</value>
    public SessionCreateOptions NewSession { get; init; } = new();

    /// <summary>
    /// Gets whether the platform session of a run without an <see cref="AgentSession"/> is kept. Nobody can send to it through the
    /// framework again, so it is terminated when the run ends.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool KeepSessionsOfSingleRuns { get; init; }

    /// <summary>
    /// Gets whether a JSON response format is taken: the message asks the agent for JSON in words, and a whole response is checked to be
    /// JSON with the members that the schema requires. The platform can't guarantee it. A stream is not checked.
    /// </summary>
    /// <value>Default: <see langword="false"/>: such a format is refused.</value>
    public bool StructuredOutput { get; init; }

    /// <summary>Gets the clock that says when a message was sent.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
