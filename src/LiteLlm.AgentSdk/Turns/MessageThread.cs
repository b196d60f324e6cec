namespace LiteLlm.AgentSdk.Turns;

/// <summary>What a session's messages say about its turns: the contract's rules on what a turn is and when it is over.</summary>
internal static class MessageThread
{
    private const string ToolCalls = "tool-calls";

    /// <summary>The entry that appears while a turn runs and holds the user's text: never a reply.</summary>
    public static bool IsPending(Message message) => message.Info?.Id?.StartsWith("pending-", StringComparison.Ordinal) == true;

    /// <summary>Whether the last turn still runs: its user message has no completed answer yet, or one that asks for tools.</summary>
    public static bool IsTurnRunning(IReadOnlyList<Message> thread)
    {
        if (thread.Count == 0)
        {
            return false;
        }

        Message last = thread[^1];
        return IsPending(last) || last.Info?.Role != MessageRole.Assistant || !IsOver(last);
    }

    /// <summary>Whether anything was said before the last turn.</summary>
    public static bool IsFirstTurn(IReadOnlyList<Message> thread) =>
        thread.Count(m => m.Info?.Role == MessageRole.User) <= 1;

    /// <summary>The assistant messages of the turn that a user message began: opencode names it in each.</summary>
    public static IReadOnlyList<Message> AnswersTo(IReadOnlyList<Message> thread, string userMessageId) =>
        [.. thread.Where(m => m.Info?.Role == MessageRole.Assistant && m.Info.ParentId == userMessageId && !IsPending(m))];

    private static bool IsOver(Message answer) =>
        answer.Info is { Time.Completed: not null } info && info.Finish != ToolCalls;
}
