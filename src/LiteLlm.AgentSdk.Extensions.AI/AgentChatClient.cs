namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>The chat client of an agent: a session for each conversation.</summary>
internal sealed class AgentChatClient(AgentSource agent, AgentChatClientOptions options)
    : PlatformChatClient(agent, options.Send, options.StructuredOutput)
{
    protected override Uri? PlatformUrl => Agent.Known?.PlatformUrl ?? Agent.Platform?.PlatformUrl;

    protected override void Check(ChatRequest request)
    {
        if (request.ConversationId is null && request.HasHistory)
        {
            request.Problems.Add(new("messages", "they go on a conversation, and a new session would not know it: give the ConversationId of its last response, or leave out what the assistant has said"));
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
