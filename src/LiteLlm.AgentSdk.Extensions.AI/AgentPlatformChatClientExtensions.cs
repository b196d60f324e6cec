using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>Sessions and agents of the platform as <see cref="IChatClient"/>.</summary>
/// <remarks>
/// The platform remembers the conversation, so only what is new goes out: the user messages after the last message of the assistant. What
/// the platform can't do, such as calling <see cref="ChatOptions.Tools"/>, is refused before anything is sent, all of it in one
/// <see cref="AgentPlatformValidationException"/>. The clients may be used by several threads; messages to one session go one after the
/// other. Disposing them ends nothing: there is nothing to dispose, and sessions end by <see cref="Session.TerminateAsync"/> or by being
/// idle.
/// </remarks>
public static class AgentPlatformChatClientExtensions
{
    /// <summary>
    /// The key under which <see cref="Exception.Data"/> of what <see cref="IChatClient.GetResponseAsync"/> throws names the conversation,
    /// once there is one: with an agent's client, the session that was opened for the call. A stream says it in its first update.
    /// </summary>
    public const string ConversationIdKey = "ConversationId";

    /// <summary>Makes a chat client of one session: everything that is sent through it goes into that session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="options">How messages are sent.</param>
    /// <returns>
    /// The chat client. Its <see cref="ChatResponse.ConversationId"/> is the session's id; another one in
    /// <see cref="ChatOptions.ConversationId"/> is refused.
    /// </returns>
    /// <exception cref="ArgumentException">The session is a terminal, not a conversation; or the options hold a message.</exception>
    /// <example>
    /// <code>
    /// IChatClient chat = session.AsChatClient();
    /// ChatResponse response = await chat.GetResponseAsync("Now show me the routes file.");
    /// Console.WriteLine(response.Text);
    /// </code>
    /// </example>
    public static IChatClient AsChatClient(this Session session, SessionChatClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        options ??= new SessionChatClientOptions();
        ThrowIfTerminal(session.SupportsTui, nameof(session));
        ThrowIfMessage(options.Send, nameof(options));
        return new SessionChatClient(session, options);
    }

    /// <summary>
    /// Makes a chat client of an agent, with a session for each conversation: a call without <see cref="ChatOptions.ConversationId"/> opens
    /// a new one, whose id comes back as <see cref="ChatResponse.ConversationId"/>; a call with it goes on there.
    /// </summary>
    /// <param name="agent">The agent.</param>
    /// <param name="options">How messages are sent, and what new sessions are to be.</param>
    /// <returns>The chat client.</returns>
    /// <exception cref="ArgumentException">The agent's sessions are terminals, not conversations; or the options can't be used.</exception>
    /// <example>
    /// <code>
    /// IChatClient chat = agent.AsChatClient();
    /// ChatResponse first = await chat.GetResponseAsync("What is this repo about?");
    /// ChatResponse second = await chat.GetResponseAsync("And the tests?", new ChatOptions { ConversationId = first.ConversationId });
    /// </code>
    /// </example>
    public static IChatClient AsChatClient(this Agent agent, AgentChatClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ThrowIfTerminal(agent.SupportsTui, nameof(agent));
        return new AgentChatClient(new AgentSource(agent), Checked(options));
    }

    /// <summary>
    /// Makes a chat client of an agent that is known by its id, as <see cref="AsChatClient(Agent, AgentChatClientOptions?)"/> does. The
    /// agent is asked for by the first call: for places that can't wait, such as the registration of services.
    /// </summary>
    /// <param name="platform">The platform. The chat client does not dispose it.</param>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="options">How messages are sent, and what new sessions are to be.</param>
    /// <returns>The chat client.</returns>
    /// <exception cref="ArgumentException">The id is empty; or the options can't be used.</exception>
    /// <example>
    /// <code>
    /// builder.Services.AddAgentPlatform(builder.Configuration.GetSection("AgentPlatform"));
    /// builder.Services.AddSingleton&lt;IChatClient&gt;(services => services.GetRequiredService&lt;AgentPlatformClient&gt;().AsChatClient(agentId));
    /// </code>
    /// </example>
    public static IChatClient AsChatClient(this AgentPlatformClient platform, string agentId, AgentChatClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentException.ThrowIfNullOrWhiteSpace(agentId);
        return new AgentChatClient(new AgentSource(platform, agentId), Checked(options));
    }

    private static AgentChatClientOptions Checked(AgentChatClientOptions? options)
    {
        options ??= new AgentChatClientOptions();
        ThrowIfMessage(options.Send, nameof(options));
        return options.NewSession.WaitUntilReady
            ? options
            : throw new ArgumentException($"{nameof(options.NewSession)}.{nameof(SessionCreateOptions.WaitUntilReady)} is off: a session that is not ready takes no message.", nameof(options));
    }

    private static void ThrowIfTerminal(bool isTerminal, string parameter)
    {
        if (isTerminal)
        {
            throw new ArgumentException("Its harness is a terminal, which takes no messages.", parameter);
        }
    }

    private static void ThrowIfMessage(SendOptions send, string parameter)
    {
        if (ChatRequest.HoldsMessage(send))
        {
            throw new ArgumentException($"{nameof(SessionChatClientOptions.Send)} says how messages are sent; the messages themselves come with the calls.", parameter);
        }
    }
}
