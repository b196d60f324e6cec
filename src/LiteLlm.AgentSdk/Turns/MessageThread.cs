namespace LiteLlm.AgentSdk.Turns;

/// <summary>What a session's messages say about its turns: the contract's rules on what a turn is and when it is over.</summary>
internal static class MessageThread
{
    private const string ToolCalls = "tool-calls";

    /// <summary>Gets a value indicating whether a restart or a recovery gave a new sandbox the old thread with this message.</summary>
    public static bool IsReplayedHistory(Message message) =>
        message.Info.Role == MessageRole.User
        && message.Parts.OfType<TextPart>().Any(p => p.Text.StartsWith("<previous_session_history>", StringComparison.Ordinal));

    /// <summary>Gets the way in which the harness writes messages, as far as the thread shows it.</summary>
    public static HarnessKind HarnessOf(IReadOnlyList<Message> thread)
    {
        foreach (Message message in thread)
        {
            if (message.Info.ParentId is not null || message.Info.Agent is not null)
            {
                return HarnessKind.OpenCode;
            }

            if (message.Info.Role == MessageRole.User && message.Info.Time?.Completed is not null)
            {
                return HarnessKind.Claude;
            }
        }

        return HarnessKind.Unknown;
    }

    /// <summary>
    /// Gets the user messages that have no answer which is over. opencode answers in order: a message is over when a later one's answer is
    /// over, and one without an answer of its own waits only while another answer is being written.
    /// </summary>
    public static List<MessageInfo> OpenQuestions(IReadOnlyList<Message> thread)
    {
        List<MessageInfo> open = [];
        foreach (Message message in thread)
        {
            if (message.IsPending)
            {
                continue;
            }

            if (message.Info.Role == MessageRole.User)
            {
                open.Add(message.Info);
            }
            else if (message.Info.Role == MessageRole.Assistant && (IsOver(message.Info) || IsStored(message.Info)))
            {
                // The order alone tells what a stored message answers.
                int answered = IsStored(message.Info) ? open.Count - 1 : open.FindIndex(q => Answers(message.Info, q));
                if (answered >= 0)
                {
                    // opencode has worked off everything before the question that it has answered; the Claude harness answers each question
                    // by itself.
                    int first = message.Info.ParentId is null ? answered : 0;
                    open.RemoveRange(first, answered - first + 1);
                }
            }
        }

        return open;
    }

    /// <summary>Gets a value indicating whether a turn runs.</summary>
    /// <param name="thread">The session's messages.</param>
    public static bool IsTurnRunning(IReadOnlyList<Message> thread)
    {
        if (thread.Count == 0)
        {
            return false;
        }

        if (thread[^1].IsPending || IsWriting(thread))
        {
            return true;
        }

        // With opencode an answer is in the thread before its first word: a question that has none while nothing is being written is never
        // answered. Elsewhere an unanswered question is a running turn; an earlier one may stand unanswered for good, where its harness was
        // lost.
        return HarnessOf(thread) != HarnessKind.OpenCode && LastQuestion(thread) is { } last
            && OpenQuestions(thread).Exists(q => q.Id == last.Info.Id);
    }

    /// <summary>Gets a value indicating whether an answer is being written, or its process was lost while it was.</summary>
    public static bool IsWriting(IReadOnlyList<Message> thread) =>
        thread.LastOrDefault(m => m.Info.Role == MessageRole.Assistant && !m.IsPending) is { } last
            && !IsOver(last.Info) && !IsStored(last.Info);

    /// <summary>
    /// Gets a value indicating whether a turn that looks unfinished may be one whose process was lost: with opencode such a message stays
    /// unfinished forever. A tool that runs may work for an hour without a word.
    /// </summary>
    public static bool MayBeAbandoned(IReadOnlyList<Message> thread) =>
        HarnessOf(thread) == HarnessKind.OpenCode && IsWriting(thread)
        && !thread[^1].Parts.Any(p => p is ToolPart { State.Status: var status } && status == ToolStatus.Running);

    /// <summary>Gets a measure that changes when the thread grows.</summary>
    public static int SizeOf(IReadOnlyList<Message> thread) =>
        thread.Sum(m => 1 + m.Parts.Sum(SizeOf));

    /// <summary>Gets a measure that changes when a part grows.</summary>
    public static int SizeOf(MessagePart part) => 1 + part switch
    {
        TextPart text => text.Text.Length,
        ReasoningPart reasoning => reasoning.Text.Length,
        ToolPart tool => tool.State.Status.Value.Length + (tool.State.Output?.Length ?? 0),
        _ => 0,
    };

    /// <summary>Gets a value indicating whether nothing was said before the last turn.</summary>
    public static bool IsFirstTurn(IReadOnlyList<Message> thread) =>
        thread.Count(m => m.Info.Role == MessageRole.User) <= 1;

    /// <summary>
    /// Gets the assistant messages of the turn that a user message began: opencode names it in each; the Claude harness gives its one
    /// answer the time of the question. Where two questions are of one millisecond, the order may still tell whose an answer is: it is the
    /// one of the only question that is open.
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
                open += message.Info.Id != question.Info.Id && message.Info.Time?.Created is { } asked
                    && asked == question.Info.Time?.Created ? 1 : 0;
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

    /// <summary>
    /// Gets the later question whose answer is this question's answer too: opencode answers several messages that wait with one run, and
    /// names the last of them. Null when the question has an answer of its own, or no later one has.
    /// </summary>
    public static Message? MergedInto(IReadOnlyList<Message> thread, Message question, IReadOnlyList<Message> answers)
    {
        bool mayBeMerged = answers.Count == 0 || (answers[^1].Info is { Finish: ToolCalls, Time.Completed: not null, Error: null });
        if (!mayBeMerged || HarnessOf(thread) != HarnessKind.OpenCode)
        {
            return null;
        }

        return thread.SkipWhile(m => m.Info.Id != question.Info.Id).Skip(1)
            .Where(m => m.Info.Role == MessageRole.User && !m.IsPending)
            .FirstOrDefault(later => IsOver(AnswersTo(thread, later.Info.Id)));
    }

    /// <summary>Gets the assistant messages of the turn of a user message of which only the id is known: as opencode names it.</summary>
    public static IReadOnlyList<Message> AnswersTo(IReadOnlyList<Message> thread, string questionId) =>
        [.. thread.Where(m => m.Info.Role == MessageRole.Assistant && m.Info.ParentId == questionId && !m.IsPending)];

    public static bool Answers(MessageInfo answer, MessageInfo question) =>
        answer.ParentId is { } parent ? parent == question.Id : answer.Time?.Created is { } created && created == question.Time?.Created;

    /// <summary>
    /// Gets a value indicating whether the turn of these answers is over: the last of them is complete and does not ask for tools.
    /// </summary>
    public static bool IsOver(IReadOnlyList<Message> answers) => answers.Count > 0 && IsOver(answers[^1].Info);

    /// <summary>Gets a value indicating whether a turn is over with this message.</summary>
    public static bool IsOver(MessageInfo answer) =>
        answer.Error is not null || (answer.Time?.Completed is not null && answer.Finish != ToolCalls);

    // What the platform serves while there is no sandbox: texts of its own store, without times. No turn runs then.
    private static bool IsStored(MessageInfo info) => info.Time is null && info.ParentId is null;

    private static Message? LastQuestion(IReadOnlyList<Message> thread) =>
        thread.LastOrDefault(m => m.Info.Role == MessageRole.User && !m.IsPending);
}
