namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>A chat client for an agent. It creates a session for each new conversation; the conversation id is the session's id.</summary>
internal sealed class AgentChatClient(AgentSource agent, AgentChatClientOptions options)
    : PlatformChatClient(agent, options.Send, options.StructuredOutput)
{
    protected override Uri? PlatformUrl => Agent.Known?.PlatformUrl ?? Agent.Platform?.PlatformUrl;

    protected override void Check(ChatRequest request)
    {
        if (request.ConversationId is null && request.HasHistory)
        {
            request.Problems.Add(new("messages", "they continue a conversation, which a new session does not know: "
                + "set ConversationId to that of the last response, or remove the assistant's messages"));
        }
    }

    protected override async ValueTask<(Session Session, bool IsNew)> OpenAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        Agent owner = await Agent.GetAsync(cancellationToken).ConfigureAwait(false);
        return request.ConversationId is { } conversation
            ? (await owner.GetSessionAsync(conversation, cancellationToken).ConfigureAwait(false), false)
            : (await owner.CreateSessionAsync(options.NewSession, cancellationToken).ConfigureAwait(false), true);
    }
}
