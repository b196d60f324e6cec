using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>Extensions that create an <see cref="IChatClient"/> for a session or an agent of the platform.</summary>
/// <remarks>
/// The platform stores the conversation, so only new messages are sent: the user messages after the last message of the assistant. If a
/// call uses features that the platform does not support, such as <see cref="ChatOptions.Tools"/>, nothing is sent, and an
/// <see cref="AgentPlatformValidationException"/> lists all of them. The clients are thread-safe; messages to one session are sent one
/// after the other. Disposing a client has no effect: sessions end with <see cref="Session.TerminateAsync"/>, or when they are idle for too
/// long.
/// </remarks>
public static class AgentPlatformChatClientExtensions
{
    /// <summary>
    /// The key of the conversation id in <see cref="Exception.Data"/> of exceptions of <see cref="IChatClient.GetResponseAsync"/>. With an
    /// agent's client, this is the id of the session that was created for the call. A streaming response has it in its first update.
    /// </summary>
    public const string ConversationIdKey = "ConversationId";

    /// <summary>Creates a chat client for one session. All its messages are sent to that session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="options">The options of the chat client.</param>
    /// <returns>
    /// The chat client. Its <see cref="ChatResponse.ConversationId"/> is the session's id. A call with another
    /// <see cref="ChatOptions.ConversationId"/> throws.
    /// </returns>
    /// <exception cref="ArgumentException">The session is used through a terminal, or the options contain a message.</exception>
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
    /// Creates a chat client for an agent, with one session per conversation. A call without <see cref="ChatOptions.ConversationId"/>
    /// creates a session and returns its id as <see cref="ChatResponse.ConversationId"/>; a call with this id continues the conversation.
    /// </summary>
    /// <param name="agent">The agent.</param>
    /// <param name="options">The options of the chat client.</param>
    /// <returns>The chat client.</returns>
    /// <exception cref="ArgumentException">The agent's sessions are used through a terminal, or an option is not valid.</exception>
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
    /// Creates a chat client for an agent that is given by its id, as <see cref="AsChatClient(Agent, AgentChatClientOptions?)"/> does. The
    /// first call reads the agent, so this method can be used in code that can't wait, such as the registration of services.
    /// </summary>
    /// <param name="platform">The platform. The chat client does not dispose it.</param>
    /// <param name="agentId">The agent's id.</param>
    /// <param name="options">The options of the chat client.</param>
    /// <returns>The chat client.</returns>
    /// <exception cref="ArgumentException">The id is empty, or an option is not valid.</exception>
    /// <example>
    /// <code>
    /// builder.Services.AddAgentPlatform(builder.Configuration.GetSection("AgentPlatform"));
    /// builder.Services.AddSingleton&lt;IChatClient&gt;(services =>
    /// services.GetRequiredService&lt;AgentPlatformClient&gt;().AsChatClient(agentId));
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
            : throw new ArgumentException(
                $"{nameof(options.NewSession)}.{nameof(SessionCreateOptions.WaitUntilReady)} must be true: a session accepts messages only "
                + "when it is ready.",
                nameof(options));
    }

    private static void ThrowIfTerminal(bool isTerminal, string parameter)
    {
        if (isTerminal)
        {
            throw new ArgumentException("Its harness is used through a terminal and does not accept messages.", parameter);
        }
    }

    private static void ThrowIfMessage(SendOptions send, string parameter)
    {
        if (ChatRequest.HasMessage(send))
        {
            throw new ArgumentException(
                $"{nameof(SessionChatClientOptions.Send)} must not contain a message; give the messages to the calls.", parameter);
        }
    }
}
