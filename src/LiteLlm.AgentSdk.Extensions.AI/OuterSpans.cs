using System.Diagnostics;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>
/// Adds the conversation id to spans that a framework has opened around a call. The framework adds the id only if the caller sets it. But
/// the caller does not know the id of a session that the call creates, and does not have to set it with a session's client.
/// </summary>
internal static class OuterSpans
{
    public const string ProviderName = "litellm_agent_platform";

    private const string ProviderTag = "gen_ai.provider.name";
    private const string ConversationTag = "gen_ai.conversation.id";

    /// <summary>
    /// Adds the conversation id to those spans around the call that have this provider's name and no conversation id yet.
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
