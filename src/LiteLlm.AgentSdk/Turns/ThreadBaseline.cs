namespace LiteLlm.AgentSdk.Turns;

/// <summary>What a session's thread held before a message was sent: what is not in here came after.</summary>
internal sealed class ThreadBaseline
{
    private readonly HashSet<string> _ids;

    private ThreadBaseline(HashSet<string> ids)
    {
        _ids = ids;
    }

    /// <summary>A session in which nothing has been said.</summary>
    public static ThreadBaseline Empty { get; } = new([]);

    public static ThreadBaseline Of(IReadOnlyList<Message> thread) =>
        new([.. thread.Where(m => !m.IsPending).Select(m => m.Info.Id)]);

    public bool IsEmpty => _ids.Count == 0;

    public bool Holds(Message message) => _ids.Contains(message.Info.Id);

    /// <summary>
    /// Whether the thread was made anew since, by a restart or a recovery: its old ids are gone, and it begins with the old thread as a text. Such a
    /// thread proves nothing.
    /// </summary>
    public bool WasRebuiltAs(IReadOnlyList<Message> thread) =>
        (_ids.Count > 0 && !thread.Any(Holds)) || thread.Any(m => !Holds(m) && MessageThread.IsReplayedHistory(m));
}
