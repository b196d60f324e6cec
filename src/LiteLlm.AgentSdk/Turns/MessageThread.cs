namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Rules on a session's messages (its thread): which messages belong to a turn, and when a turn is over. In this folder, a question is the
/// user message that begins a turn, and its answers are the assistant messages of that turn.
/// </summary>
internal static class MessageThread
{
    private const string ToolCalls = "tool-calls";

    /// <summary>
    /// Gets a value indicating whether the message is the text of an earlier thread, which the platform sends to a new sandbox after a
    /// restart or a recovery.
    /// </summary>
    public static bool IsReplayedHistory(Message message) =>
        message.Info.Role == MessageRole.User
        && message.Parts.OfType<TextPart>().Any(p => p.Text.StartsWith("<previous_session_history>", StringComparison.Ordinal));

    /// <summary>Gets how the harness writes messages, as far as the thread shows it.</summary>
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
    /// Gets the user messages that have no finished answer. opencode answers in order, so a finished answer closes its question and all
    /// questions before it. A question without an answer waits only while opencode writes another answer.
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
                // A stored message has neither times nor a parent id. It answers the last open question before it.
                int answered = IsStored(message.Info) ? open.Count - 1 : open.FindIndex(q => Answers(message.Info, q));
                if (answered >= 0)
                {
                    // opencode answers in order, so all questions before the answered one are closed too. The Claude harness answers each
                    // question separately.
                    int first = message.Info.ParentId is null ? answered : 0;
                    open.RemoveRange(first, answered - first + 1);
                }
            }
        }

        return open;
    }

    /// <summary>Gets a value indicating whether a turn is running.</summary>
    /// <param name="thread">The session's messages.</param>
    /// <param name="unanswered">The ids of user messages whose turns are known to be over without an answer; null for none.</param>
    public static bool IsTurnRunning(IReadOnlyList<Message> thread, IReadOnlySet<string>? unanswered = null)
    {
        if (thread.Count == 0)
        {
            return false;
        }

        if (thread[^1].IsPending)
        {
            return true;
        }

        if (IsWriting(thread))
        {
            return LastAnswer(thread)?.Info.ParentId is not { } question || unanswered?.Contains(question) != true;
        }

        // opencode adds an answer to the thread before it writes the first word. A question without an answer, while nothing is being
        // written, is therefore never answered. With other harnesses, a last question without an answer means that a turn is running.
        // Earlier questions may stay unanswered forever if their harness process was lost.
        return HarnessOf(thread) != HarnessKind.OpenCode && LastQuestion(thread) is { } last && unanswered?.Contains(last.Info.Id) != true
            && OpenQuestions(thread).Exists(q => q.Id == last.Info.Id);
    }

    /// <summary>
    /// Gets a value indicating whether the last answer is unfinished: it is being written, or its harness process was lost.
    /// </summary>
    public static bool IsWriting(IReadOnlyList<Message> thread) =>
        LastAnswer(thread) is { } last && !IsOver(last.Info) && !IsStored(last.Info);

    /// <summary>
    /// Gets a value indicating whether the harness process of an unfinished turn may be lost. opencode leaves such a message unfinished
    /// forever. A turn with a running tool is not counted, because a tool may work for an hour without an event.
    /// </summary>
    public static bool MayBeAbandoned(IReadOnlyList<Message> thread) =>
        HarnessOf(thread) == HarnessKind.OpenCode && IsWriting(thread)
        && !thread[^1].Parts.Any(p => p is ToolPart { State.Status: var status } && status == ToolStatus.Running);

    /// <summary>Gets a number that changes when the thread grows.</summary>
    public static int SizeOf(IReadOnlyList<Message> thread) => thread.Sum(m => 1 + m.Parts.Sum(SizeOf));

    /// <summary>Gets a number that changes when a part grows.</summary>
    public static int SizeOf(MessagePart part) => 1 + part switch
    {
        TextPart text => text.Text.Length,
        ReasoningPart reasoning => reasoning.Text.Length,
        ToolPart tool => tool.State.Status.Value.Length + (tool.State.Output?.Length ?? 0),
        _ => 0,
    };

    /// <summary>Gets a value indicating whether the last turn is the first turn of the session.</summary>
    public static bool IsFirstTurn(IReadOnlyList<Message> thread) => thread.Count(m => m.Info.Role == MessageRole.User) <= 1;

    /// <summary>
    /// Gets the assistant messages of the turn that a user message began. opencode names the user message in each of them. The Claude
    /// harness writes one answer, with the creation time of the question. If two questions have the same millisecond, the order may still
    /// decide: an answer belongs to the only question that is open.
    /// </summary>
    /// <param name="thread">The session's messages.</param>
    /// <param name="question">The user message.</param>
    /// <param name="seenFirst">The id of the answer that a stream showed directly after the question; null if no stream did.</param>
    /// <returns>The answers so far; null if all answers are there, but which of them belongs to the question can't be determined.</returns>
    public static IReadOnlyList<Message>? AnswersTo(IReadOnlyList<Message> thread, Message question, string? seenFirst = null)
    {
        IReadOnlyList<Message> fromQuestion = [.. thread.SkipWhile(m => m.Info.Id != question.Info.Id)];
        if (AnswersTo(fromQuestion, question.Info.Id) is { Count: > 0 } named)
        {
            return named;
        }

        List<Message> answers = [];
        bool isAsked = false;
        int open = 0;
        int openBefore = 0;
        foreach (Message message in thread.Where(m => !m.IsPending && m.Info.Time?.Created is { } created
            && created == question.Info.Time?.Created))
        {
            if (message.Info.Id == question.Info.Id)
            {
                isAsked = true;
                openBefore = open;
            }
            else if (message.Info.Role == MessageRole.User)
            {
                open++;
            }
            else if (message.Info.Role == MessageRole.Assistant && message.Info.ParentId is null)
            {
                if (!isAsked)
                {
                    open = Math.Max(0, open - 1);
                }
                else if (open == 0)
                {
                    return [message];
                }
                else
                {
                    answers.Add(message);
                }
            }
        }

        return openBefore == 0 && answers.Find(a => a.Info.Id == seenFirst) is { } seen ? [seen] : answers.Count > open ? null : [];
    }

    /// <summary>
    /// Gets the later question whose answer is also the answer to this question. opencode answers several waiting messages in one run, and
    /// its answer names the last of them. Returns null if the question has an answer of its own, or if no later question has a finished
    /// one.
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

    /// <summary>Gets the assistant messages that name a user message by its id, as opencode's do.</summary>
    public static IReadOnlyList<Message> AnswersTo(IReadOnlyList<Message> thread, string questionId) =>
        [.. thread.Where(m => m.Info.Role == MessageRole.Assistant && m.Info.ParentId == questionId && !m.IsPending)];

    public static bool Answers(MessageInfo answer, MessageInfo question) =>
        answer.ParentId is { } parent ? parent == question.Id : answer.Time?.Created is { } created && created == question.Time?.Created;

    /// <summary>
    /// Gets a value indicating whether the turn of these answers is over: the last answer has failed, or is complete and requests no tools.
    /// </summary>
    public static bool IsOver(IReadOnlyList<Message> answers) => answers.Count > 0 && IsOver(answers[^1].Info);

    /// <summary>Gets a value indicating whether this message is the end of its turn.</summary>
    public static bool IsOver(MessageInfo answer) =>
        answer.Error is not null || (answer.Time?.Completed is not null && answer.Finish != ToolCalls);

    // While there is no sandbox, the platform serves messages from its own store, without times. No turn runs then.
    private static bool IsStored(MessageInfo info) => info.Time is null && info.ParentId is null;

    private static Message? LastAnswer(IReadOnlyList<Message> thread) =>
        thread.LastOrDefault(m => m.Info.Role == MessageRole.Assistant && !m.IsPending);

    private static Message? LastQuestion(IReadOnlyList<Message> thread) =>
        thread.LastOrDefault(m => m.Info.Role == MessageRole.User && !m.IsPending);
}
