using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>
/// Converts the messages of a run for this agent. Messages of other agents in a workflow become user messages, without their reasoning,
/// tool calls, tool results and usage.
/// </summary>
internal static class Participants
{
    public static IEnumerable<ChatMessage> Read(IEnumerable<ChatMessage> messages, string author)
    {
        HashSet<string> calls = new(StringComparer.Ordinal);
        foreach (ChatMessage message in messages)
        {
            if (message.Role == ChatRole.Tool && message.Contents.Count > 0
                && message.Contents.All(c => c is FunctionResultContent result && calls.Contains(result.CallId)))
            {
                continue;
            }

            bool isAnothers = message.AuthorName is { } name && name != author;
            if (!isAnothers || (message.Role != ChatRole.Assistant && message.Role != ChatRole.User))
            {
                yield return message;
                continue;
            }

            calls.UnionWith(message.Contents.OfType<FunctionCallContent>().Select(c => c.CallId));
            List<AIContent> contents = [.. message.Contents.Where(c => !IsInternal(c)).Select(ToUserContent)];
            if (contents.Count > 0)
            {
                yield return new ChatMessage(ChatRole.User, contents) { AuthorName = message.AuthorName, MessageId = message.MessageId };
            }
        }
    }

    private static bool IsInternal(AIContent content) =>
        content is TextReasoningContent or FunctionCallContent or FunctionResultContent or UsageContent;

    private static AIContent ToUserContent(AIContent content) =>
        content is ErrorContent error ? new TextContent($"Error: {error.Message}") : content;
}
