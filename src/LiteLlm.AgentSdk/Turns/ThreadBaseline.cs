namespace LiteLlm.AgentSdk.Turns;

/// <summary>A session's thread as it was before a message was sent: what is not in here came after.</summary>
internal sealed class ThreadBaseline
{
    private readonly HashSet<string> _ids;

    private ThreadBaseline(HashSet<string> ids, IReadOnlyList<MessageInfo> openQuestions)
    {
        _ids = ids;
        OpenQuestions = openQuestions;
    }

    /// <summary>Gets the baseline of a session in which nothing has been said.</summary>
    public static ThreadBaseline Empty { get; } = new([], []);

    /// <summary>
    /// Gets the baseline of a thread that could not be read, where the message carries a mark that the harness keeps: it is recognized by
    /// its mark alone.
    /// </summary>
    public static ThreadBaseline Unknown { get; } = new([], []);

    public bool IsUnknown => this == Unknown;

    public bool IsEmpty => !IsUnknown && _ids.Count == 0;

    /// <summary>Gets the user messages that had no answer yet, and may get one.</summary>
    public IReadOnlyList<MessageInfo> OpenQuestions { get; }

    public static ThreadBaseline Of(IReadOnlyList<Message> thread) =>
        new([.. thread.Where(m => !m.IsPending).Select(m => m.Info.Id)],
            MessageThread.HarnessOf(thread) == HarnessKind.OpenCode && !MessageThread.IsWriting(thread) ? []
                : MessageThread.OpenQuestions(thread));

    public bool Holds(Message message) => Holds(message.Info.Id);

    public bool Holds(string messageId) => _ids.Contains(messageId);

    /// <summary>
    /// Gets a value indicating whether a user message was there before the send without an answer, and will never get one: opencode writes
    /// nothing while it waits.
    /// </summary>
    public bool IsNeverAnswered(string messageId) => Holds(messageId) && !OpenQuestions.Any(q => q.Id == messageId);

    /// <summary>
    /// Gets a value indicating whether a restart or a recovery made the thread again since: its old ids are gone, and it begins with the
    /// old thread as a text. Such a thread proves nothing.
    /// </summary>
    public bool WasRebuiltAs(IReadOnlyList<Message> thread) =>
        !IsUnknown && ((_ids.Count > 0 && !thread.Any(Holds)) || thread.Any(m => !Holds(m) && MessageThread.IsReplayedHistory(m)));
}
