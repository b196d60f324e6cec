namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// Reads a thread for one turn: finds the turn's user message, merges its answers into the state of the turn, and returns what the thread
/// shows. If several messages may be the turn's, the result is <see cref="ThreadView.Ambiguous"/>, not a guess.
/// </summary>
internal static class ThreadReading
{
    /// <summary>Applies a thread to a turn.</summary>
    /// <param name="state">The turn.</param>
    /// <param name="sent">The message as it was sent; null if the turn is followed by the id of its message.</param>
    /// <param name="baseline">The thread before the send; null if it is not known.</param>
    /// <param name="thread">The session's messages.</param>
    /// <returns>What the thread shows, and the user messages that may be the turn's, if it is ambiguous.</returns>
    public static (ThreadView View, IReadOnlyList<Message> Candidates) Apply(TurnState state, SentMessage? sent,
        ThreadBaseline? baseline, IReadOnlyList<Message> thread)
    {
        Message? question;
        if (state.QuestionId is { } id)
        {
            question = thread.FirstOrDefault(m => m.Info.Id == id);
            if (question is null)
            {
                return (thread.Any(m => MessageThread.IsReplayedHistory(m) && baseline?.Contains(m) != true) ? ThreadView.Rebuilt
                    : ThreadView.Gone, []);
            }
        }
        else
        {
            if (sent is null || baseline is null)
            {
                return (ThreadView.Absent, []);
            }

            if (baseline.WasRebuiltAs(thread))
            {
                return (ThreadView.Rebuilt, []);
            }

            List<Message> candidates = sent.FindIn(thread, baseline);
            if (candidates.Count > 1 && !sent.AreCopies(candidates))
            {
                return (ThreadView.Ambiguous, candidates);
            }

            question = candidates.FirstOrDefault();
            if (question is null)
            {
                return (ThreadView.Absent, []);
            }
        }

        return (Merge(state, sent, baseline, thread, question), []);
    }

    private static ThreadView Merge(TurnState state, SentMessage? sent, ThreadBaseline? baseline, IReadOnlyList<Message> thread,
        Message question)
    {
        state.Recognize(question);
        List<Message> copies = sent is { MayBeRepeated: true } && baseline is not null ? sent.FindIn(thread, baseline) : [];
        bool isCopied = copies.Count > 1;
        state.HasWaitingOthers =
            MessageThread.OpenQuestions(thread).Exists(q => q.Id != question.Info.Id && !copies.Exists(c => c.Info.Id == q.Id));
        state.IsDuplicated |= isCopied;
        if (MessageThread.AnswersTo(thread, question, state.FirstAnswerId) is not { } answers)
        {
            return ThreadView.SameMoment;
        }

        if (MessageThread.MergedInto(thread, question, answers) is { } later)
        {
            // If the later message is the platform's own copy, it continues the same turn. Otherwise, the turn shares the answer to another
            // message.
            state.AnsweredWith = isCopied && sent!.Matches(later) ? null : later.Info.Id;
            answers = [.. answers, .. MessageThread.AnswersTo(thread, later.Info.Id)];
        }

        state.AssignFromThread(thread);
        state.Merge(answers);
        return MessageThread.IsOver(answers) ? ThreadView.Over
            : answers.Count == 0 && MessageThread.HarnessOf(thread) == HarnessKind.OpenCode && !MessageThread.IsWriting(thread)
                ? ThreadView.Unanswered
            : ThreadView.Running;
    }
}
