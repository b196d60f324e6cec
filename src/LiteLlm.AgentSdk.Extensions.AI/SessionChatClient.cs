namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>The chat client of one session.</summary>
internal sealed class SessionChatClient(Session session, SessionChatClientOptions options)
    : PlatformChatClient(new AgentSource(session, options.Agent), options.Send, options.StructuredOutput)
{
    protected override Uri? PlatformUrl => session.PlatformUrl;

    protected override Session? Session => session;

    protected override void Check(ChatRequest request)
    {
        if (!string.IsNullOrWhiteSpace(request.ConversationId) && request.ConversationId != session.Id)
        {
            request.Problems.Add(new("options.ConversationId",
                $"it is '{request.ConversationId}', but this client is for session {session.Id} only; "
                + "a chat client of the agent accepts all its sessions"));
        }
    }

    protected override ValueTask<(Session Session, bool IsNew)> OpenAsync(ChatRequest request, CancellationToken cancellationToken) =>
        new((session, false));
}
