using LiteLlm.AgentSdk.Extensions.AI;
using Microsoft.Agents.AI;

namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>Extensions that create an <see cref="AIAgent"/> of Microsoft Agent Framework for an agent of the platform.</summary>
/// <remarks>
/// An <see cref="AgentSession"/> is a session of the platform (<see cref="PlatformAgentSession"/>). The platform stores the conversation,
/// so only new messages are sent. If a run uses features that the platform does not support, such as the caller's tools, nothing is sent,
/// and an <see cref="AgentPlatformValidationException"/> lists all of them.
/// </remarks>
public static class AgentPlatformAIAgentExtensions
{
    /// <summary>
    /// The key of the platform session's id in <see cref="Exception.Data"/> of exceptions of a run.
    /// </summary>
    public const string SessionIdKey = "SessionId";

    /// <summary>Creates an <see cref="AIAgent"/> with the agent's id, name and description.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="options">The options.</param>
    /// <returns>The <see cref="AIAgent"/>.</returns>
    /// <exception cref="ArgumentException">The agent's sessions are used through a terminal, or an option is not valid.</exception>
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
            ? throw new ArgumentException("Its harness is used through a terminal and does not accept messages.", nameof(agent))
            : new PlatformAIAgent(new AgentSource(agent), agent.Id, Checked(options));
    }

    /// <summary>
    /// Creates an <see cref="AIAgent"/> for an agent that is given by its id. The first call reads the agent, so this method can be used in
    /// code that can't wait, such as the registration of services.
    /// </summary>
    /// <param name="platform">The platform. The <see cref="AIAgent"/> does not dispose it.</param>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="options">The options. If they do not set a name and a description, the <see cref="AIAgent"/> has none; use
    /// <see cref="GetAIAgentAsync"/> to get those of the platform.</param>
    /// <returns>The <see cref="AIAgent"/>.</returns>
    /// <exception cref="ArgumentException">The id is empty, or an option is not valid.</exception>
    public static AIAgent AsAIAgent(this AgentPlatformClient platform, string agentId, PlatformAIAgentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentException.ThrowIfNullOrWhiteSpace(agentId);
        return new PlatformAIAgent(new AgentSource(platform, agentId), agentId, Checked(options));
    }

    /// <summary>Reads an agent from the platform and creates an <see cref="AIAgent"/> with its id, name and description.</summary>
    /// <param name="platform">The platform. The <see cref="AIAgent"/> does not dispose it.</param>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The <see cref="AIAgent"/>.</returns>
    /// <exception cref="ArgumentException">The agent's sessions are used through a terminal, or an option is not valid.</exception>
    /// <exception cref="AgentPlatformNotFoundException">The agent does not exist.</exception>
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
        if (RunRequest.HasMessage(options.Send))
        {
            throw new ArgumentException(
                $"{nameof(options.Send)} must not contain a message; give the messages to the runs.", nameof(options));
        }

        return options.NewSession.WaitUntilReady
            ? options
            : throw new ArgumentException(
                $"{nameof(options.NewSession)}.{nameof(SessionCreateOptions.WaitUntilReady)} must be true: a session accepts messages only "
                + "when it is ready.",
                nameof(options));
    }
}
