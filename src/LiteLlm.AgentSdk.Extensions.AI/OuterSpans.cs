using System.Diagnostics;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>
/// The spans that a framework has opened around a call: they name a conversation only if the caller did, which nobody can who opens a new
/// session by the call, and nobody has to who uses a session's client.
/// </summary>
internal static class OuterSpans
{
    public const string ProviderName = "litellm_agent_platform";

    private const string ProviderTag = "gen_ai.provider.name";
    private const string ConversationTag = "gen_ai.conversation.id";

    /// <summary>
    /// Tags the spans around the call that are about this provider, known by the name that the framework was told, and name no
    /// conversation yet.
    /// </summary>
    public static void TagConversation(string sessionId)
    {
        for (Activity? span = Activity.Current; span is not null; span = span.Parent)
        {
            if (span.IsAllDataRequested && span.GetTagItem(ProviderTag) is ProviderName && span.GetTagItem(ConversationTag) is null)
            {
                span.SetTag(ConversationTag, sessionId);
            }
        }
    }
}
