namespace LiteLlm.AgentSdk.Turns;

/// <summary>A session's thread before a message was sent. Messages that are not in the baseline came after it.</summary>
internal sealed class ThreadBaseline
{
    private readonly HashSet<string> _ids;

    // Whether the messages came from a harness, and not from the platform's store, which has no times and is served without a sandbox.
    private readonly bool _isLive;

    // Whether the messages are those of before a restart. The new harness session does not have them.
    private readonly bool _isOld;

    private ThreadBaseline(HashSet<string> ids, IReadOnlyList<MessageInfo> openQuestions, bool isLive = false, bool isOld = false)
    {
        _ids = ids;
        OpenQuestions = openQuestions;
        _isLive = isLive;
        _isOld = isOld;
    }

    /// <summary>Gets the baseline of a session in which nothing has been said.</summary>
    public static ThreadBaseline Empty { get; } = new([], []);

    /// <summary>
    /// Gets the baseline of a thread that could not be read. The message must carry a mark that the harness keeps, and is recognized by its
    /// mark alone.
    /// </summary>
    public static ThreadBaseline Unknown { get; } = new([], []);

    public bool IsUnknown => this == Unknown;

    public bool IsEmpty => !IsUnknown && _ids.Count == 0;

    /// <summary>Gets the user messages that had no finished answer before the send, and may still get one.</summary>
    public IReadOnlyList<MessageInfo> OpenQuestions { get; }

    /// <summary>Gets the baseline of a thread.</summary>
    /// <param name="thread">The session's messages.</param>
    /// <param name="unanswered">The ids of user messages that are known to be never answered; null for none.</param>
    /// <param name="isOld">true if the messages are those of before a restart without a replay; otherwise, false.</param>
    public static ThreadBaseline Of(IReadOnlyList<Message> thread, IReadOnlySet<string>? unanswered = null, bool isOld = false) =>
        new([.. thread.Where(m => !m.IsPending).Select(m => m.Info.Id)],
            MessageThread.HarnessOf(thread) == HarnessKind.OpenCode && !MessageThread.IsWriting(thread) ? []
                : [.. MessageThread.OpenQuestions(thread).Where(q => unanswered?.Contains(q.Id) != true)],
            isLive: !isOld && thread.Any(m => m.Info.Time is not null), isOld);

    public bool Contains(Message message) => Contains(message.Info.Id);

    public bool Contains(string messageId) => _ids.Contains(messageId);

    /// <summary>
    /// Gets a value indicating whether a user message was there before the send, and gets no further answer. It had its answer, or its turn
    /// ended without one, or opencode was not writing: opencode never returns to a message that it left unanswered.
    /// </summary>
    public bool IsNeverAnswered(string messageId) => Contains(messageId) && !OpenQuestions.Any(q => q.Id == messageId);

    /// <summary>
    /// Gets a value indicating whether a restart or a recovery has rebuilt the thread since. The old ids are gone, or a message holds the
    /// old thread as text. A rebuilt thread can't show whether the message started a turn.
    /// </summary>
    public bool WasRebuiltAs(IReadOnlyList<Message> thread) =>
        !IsUnknown && ((_ids.Count > 0 && !_isOld && !thread.Any(Contains))
            || thread.Any(m => !Contains(m) && MessageThread.IsReplayedHistory(m)));

    /// <summary>
    /// Gets a value indicating whether a sandbox that worked right before the send was lost since. The platform then ran the turn again in
    /// the new one. A sandbox that was lost before the send has run no turn.
    /// </summary>
    public bool WasLostSince(IReadOnlyList<Message> thread) => _isLive && WasRebuiltAs(thread);
}
