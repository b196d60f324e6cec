using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>
/// What of <see cref="ChatOptions"/> can't be done. Refused is what would change what the caller gets: rules, limits and shapes of the
/// answer that nobody would keep. How the model samples and thinks is the agent's affair, and a hint.
/// </summary>
internal static class ChatOptionsRules
{
    public static void Check(ChatOptions? options, bool allowsJson, List<ValidationError> problems)
    {
        if (options is null)
        {
            return;
        }

        if (options.ConversationId is { } conversation && string.IsNullOrWhiteSpace(conversation))
        {
            problems.Add(new("options.ConversationId", "it is empty: leave it null to begin a conversation"));
        }

        if (!string.IsNullOrWhiteSpace(options.Instructions))
        {
            problems.Add(new("options.Instructions", "a session's instructions are its agent's prompt, which a message can't change"));
        }

        if (options.Tools is { Count: > 0 } tools && options.ToolMode is not NoneChatToolMode)
        {
            problems.Add(new("options.Tools",
                $"the agent has tools of its own and can't call the caller's: {string.Join(", ", tools.Select(t => t.Name))}"));
        }

        if (options.ToolMode is RequiredChatToolMode)
        {
            problems.Add(new("options.ToolMode", "the agent can't be made to call a tool"));
        }

        if (options.ResponseFormat is not (null or ChatResponseFormatText)
            && !(allowsJson && options.ResponseFormat is ChatResponseFormatJson))
        {
            problems.Add(new("options.ResponseFormat", "the agent answers in text and JSON can't be guaranteed: "
                + "set StructuredOutput in the options of the chat client to ask for it in words and to check it"));
        }

        if (options.MaxOutputTokens is not null)
        {
            problems.Add(new("options.MaxOutputTokens", "the length of a turn can't be limited"));
        }

        if (options.StopSequences is { Count: > 0 })
        {
            problems.Add(new("options.StopSequences", "the agent can't be stopped at a text"));
        }
    }
}
