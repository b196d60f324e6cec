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
            request.Problems.Add(new("options.ConversationId", $"it is '{request.ConversationId}', and this client is of session {session.Id} alone: the agent's chat client takes any session of the agent"));
        }
    }

    protected override ValueTask<(Session Session, bool IsNew)> OpenAsync(ChatRequest request, CancellationToken cancellationToken) =>
        new((session, false));
}
