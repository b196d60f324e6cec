using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>
/// Finds options in <see cref="ChatOptions"/> that the platform does not support. It rejects options that would change the result: rules,
/// limits and formats of the answer. It ignores options of sampling and reasoning, which are only hints.
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
            problems.Add(new("options.ConversationId", "it is empty; set it to null to begin a conversation"));
        }

        if (!string.IsNullOrWhiteSpace(options.Instructions))
        {
            problems.Add(new("options.Instructions", "the instructions of a session are its agent's prompt, which a message can't change"));
        }

        if (options.Tools is { Count: > 0 } tools && options.ToolMode is not NoneChatToolMode)
        {
            problems.Add(new("options.Tools",
                $"the agent has its own tools and can't call the caller's: {string.Join(", ", tools.Select(t => t.Name))}"));
        }

        if (options.ToolMode is RequiredChatToolMode)
        {
            problems.Add(new("options.ToolMode", "the agent can't be forced to call a tool"));
        }

        if (options.ResponseFormat is not (null or ChatResponseFormatText)
            && !(allowsJson && options.ResponseFormat is ChatResponseFormatJson))
        {
            problems.Add(new("options.ResponseFormat", "the agent answers in text, and JSON can't be guaranteed: "
                + "set StructuredOutput in the options of the chat client to ask for JSON in the message and to check the answer"));
        }

        if (options.MaxOutputTokens is not null)
        {
            problems.Add(new("options.MaxOutputTokens", "the length of a turn can't be limited"));
        }

        if (options.StopSequences is { Count: > 0 })
        {
            problems.Add(new("options.StopSequences", "the platform has no stop sequences"));
        }
    }
}
