namespace LiteLlm.AgentSdk.Turns;

/// <summary>What a session's messages say about its turns: the contract's rules on what a turn is and when it is over.</summary>
internal static class MessageThread
{
    private const string ToolCalls = "tool-calls";

    /// <summary>The message by which a restart or a recovery gives a new sandbox the old thread.</summary>
    public static bool IsReplayedHistory(Message message) =>
        message.Info.Role == MessageRole.User
        && message.Parts.OfType<TextPart>().Any(p => p.Text.StartsWith("<previous_session_history>", StringComparison.Ordinal));

    /// <summary>Whether the last turn still runs: its user message has no completed answer yet, or one that asks for tools.</summary>
    public static bool IsTurnRunning(IReadOnlyList<Message> thread)
    {
        if (thread.Count == 0)
        {
            return false;
        }

        if (thread[^1].IsPending)
        {
            return true;
        }

        // The last entry alone does not tell: the answer to an earlier message may come after a later message.
        Message? question = thread.LastOrDefault(m => m.Info.Role == MessageRole.User && !m.IsPending);
        return question is null ? !IsOver(thread[^1].Info) : !IsOver(AnswersTo(thread, question));
    }

    /// <summary>Whether nothing was said before the last turn.</summary>
    public static bool IsFirstTurn(IReadOnlyList<Message> thread) =>
        thread.Count(m => m.Info.Role == MessageRole.User) <= 1;

    /// <summary>
    /// The assistant messages of the turn that a user message began: opencode names it in each; the Claude Agent SDK's harness gives its one answer the
    /// time of the question.
    /// </summary>
    public static IReadOnlyList<Message> AnswersTo(IReadOnlyList<Message> thread, Message question)
    {
        List<Message> answers = [.. thread
            .SkipWhile(m => m.Info.Id != question.Info.Id)
            .Where(m => m.Info.Role == MessageRole.Assistant && !m.IsPending && Answers(m.Info, question.Info))];

        // By its time there is one answer; another of the same millisecond is another question's.
        return answers is [{ Info.ParentId: null } first, _, ..] ? [first] : answers;
    }

    /// <summary>The assistant messages of the turn of a user message of which only the id is known: as opencode names it.</summary>
    public static IReadOnlyList<Message> AnswersTo(IReadOnlyList<Message> thread, string questionId) =>
        [.. thread.Where(m => m.Info.Role == MessageRole.Assistant && m.Info.ParentId == questionId && !m.IsPending)];

    public static bool Answers(MessageInfo answer, MessageInfo question) =>
        answer.ParentId is { } parent ? parent == question.Id : answer.Time?.Created is { } created && created == question.Time?.Created;

    /// <summary>Whether the turn of these answers is over: the last of them is complete and does not ask for tools.</summary>
    public static bool IsOver(IReadOnlyList<Message> answers) => answers.Count > 0 && IsOver(answers[^1].Info);

    /// <summary>Whether a turn is over with this message.</summary>
    public static bool IsOver(MessageInfo answer) =>
        answer.Error is not null || (answer.Time?.Completed is not null && answer.Finish != ToolCalls);
}
