using LiteLlm.AgentSdk.Extensions.AI;
using Microsoft.Agents.AI;

namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>Agents of the platform as <see cref="AIAgent"/> of Microsoft Agent Framework.</summary>
/// <remarks>
/// An <see cref="AgentSession"/> is a session of the platform (<see cref="PlatformAgentSession"/>): the platform remembers the
/// conversation and only what is new is sent. What the platform can't do, such as calling the caller's tools, is refused before anything
/// is sent, all of it in one <see cref="AgentPlatformValidationException"/>.
/// </remarks>
public static class AgentPlatformAIAgentExtensions
{
    /// <summary>
    /// The key under which <see cref="Exception.Data"/> of an exception names the platform session of a run.
    /// </summary>
    public const string SessionIdKey = "SessionId";

    /// <summary>Creates an <see cref="AIAgent"/> with the agent's id, name and description.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="options">The options.</param>
    /// <returns>The <see cref="AIAgent"/>.</returns>
    /// <exception cref="ArgumentException">The agent's sessions are terminals, not conversations; or the options can't be
    /// used.</exception>
    /// <example>
    /// <code>
    /// AIAgent reviewer = agent.AsAIAgent();
    /// AgentSession session = await reviewer.CreateSessionAsync();
    /// Console.WriteLine(await reviewer.RunAsync("What is this repo about?", session));
    /// </code>
    /// </example>
    public static AIAgent AsAIAgent(this Agent agent, PlatformAIAgentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return agent.SupportsTui
            ? throw new ArgumentException("Its harness is a terminal, which takes no messages.", nameof(agent))
            : new PlatformAIAgent(new AgentSource(agent), agent.Id, Checked(options));
    }

    /// <summary>
    /// Creates an <see cref="AIAgent"/> of an agent that is known by its id. The platform is asked for the agent by the first call: for
    /// places that can't wait, such as the registration of services.
    /// </summary>
    /// <param name="platform">The platform. The <see cref="AIAgent"/> does not dispose it.</param>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="options">The options. Without them, name and description are those of <see cref="GetAIAgentAsync"/>
    /// alone.</param>
    /// <returns>The <see cref="AIAgent"/>.</returns>
    /// <exception cref="ArgumentException">The id is empty; or the options can't be used.</exception>
    public static AIAgent AsAIAgent(this AgentPlatformClient platform, string agentId, PlatformAIAgentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentException.ThrowIfNullOrWhiteSpace(agentId);
        return new PlatformAIAgent(new AgentSource(platform, agentId), agentId, Checked(options));
    }

    /// <summary>Gets an agent from the platform and creates an <see cref="AIAgent"/> with its id, name and description.</summary>
    /// <param name="platform">The platform. The <see cref="AIAgent"/> does not dispose it.</param>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The <see cref="AIAgent"/>.</returns>
    /// <exception cref="ArgumentException">The agent's sessions are terminals, not conversations; or the options can't be
    /// used.</exception>
    /// <exception cref="AgentPlatformNotFoundException">There is no such agent.</exception>
    public static async Task<AIAgent> GetAIAgentAsync(this AgentPlatformClient platform, string agentId,
        PlatformAIAgentOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentException.ThrowIfNullOrWhiteSpace(agentId);
        Agent agent = await platform.Agents.GetAsync(agentId, cancellationToken).ConfigureAwait(false);
        return agent.AsAIAgent(options);
    }

    private static PlatformAIAgentOptions Checked(PlatformAIAgentOptions? options)
    {
        options ??= new PlatformAIAgentOptions();
        if (RunRequest.HoldsMessage(options.Send))
        {
            throw new ArgumentException(
                $"{nameof(options.Send)} says how messages are sent; the messages themselves come with the runs.", nameof(options));
        }

        return options.NewSession.WaitUntilReady
            ? options
            : throw new ArgumentException(
                $"{nameof(options.NewSession)}.{nameof(SessionCreateOptions.WaitUntilReady)} is off: a session that is not ready "
                + "takes no message.",
                nameof(options));
    }
}
