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
        return question is null ? !IsOver(thread[^1].Info) : AnswersTo(thread, question) is { } answers && !IsOver(answers);
    }

    /// <summary>Whether nothing was said before the last turn.</summary>
    public static bool IsFirstTurn(IReadOnlyList<Message> thread) =>
        thread.Count(m => m.Info.Role == MessageRole.User) <= 1;

    /// <summary>
    /// The assistant messages of the turn that a user message began: opencode names it in each; the Claude Agent SDK's harness gives its one answer the
    /// time of the question. Where two questions are of one millisecond, the order of things may still tell whose an answer is: it is of the only question that is open.
    /// </summary>
    /// <param name="thread">The session's messages.</param>
    /// <param name="question">The user message.</param>
    /// <param name="seenFirst">The answer that a stream has shown right after the question, if one has.</param>
    /// <returns>The answers so far; null when they are all there, and which of them is the question's can't be told.</returns>
    public static IReadOnlyList<Message>? AnswersTo(IReadOnlyList<Message> thread, Message question, string? seenFirst = null)
    {
        List<Message> answers = [];
        bool isAsked = false;
        int open = 0;
        int openBefore = 0;
        foreach (Message message in thread)
        {
            if (message.IsPending)
            {
                continue;
            }

            if (message.Info.Role == MessageRole.User)
            {
                isAsked |= message.Info.Id == question.Info.Id;
                openBefore = message.Info.Id == question.Info.Id ? open : openBefore;
                open += message.Info.Id != question.Info.Id && message.Info.Time?.Created is { } asked && asked == question.Info.Time?.Created ? 1 : 0;
            }
            else if (message.Info.Role == MessageRole.Assistant && Answers(message.Info, question.Info))
            {
                if (message.Info.ParentId is not null)
                {
                    if (isAsked)
                    {
                        answers.Add(message);
                    }
                }
                else if (!isAsked)
                {
                    open = Math.Max(0, open - 1);
                }
                else if (answers.Count == 0 && open == 0)
                {
                    return [message];
                }
                else
                {
                    answers.Add(message);
                }
            }
        }

        if (answers is not [{ Info.ParentId: null }, ..])
        {
            return answers;
        }

        return openBefore == 0 && answers.Find(a => a.Info.Id == seenFirst) is { } seen ? [seen] : answers.Count > open ? null : [];
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
