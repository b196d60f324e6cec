using System.Collections.Immutable;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>
/// What a client remembers of a session after a turn or a restart, because the session's messages do not show it. The oldest session is
/// forgotten if there are too many.
/// </summary>
internal sealed class TurnMemory
{
    /// <summary>The largest number of sessions that are remembered.</summary>
    internal const int MaxRemembered = 4096;

    private static readonly Entry Nothing = new(ImmutableHashSet<string>.Empty, null);

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly object _lock = new(); // net8.0 has no System.Threading.Lock

    /// <summary>Remembers that a user message is never answered, so that no message waits for its turn.</summary>
    public void MarkUnanswered(string sessionId, string messageId) =>
        Change(sessionId, entry => entry with { Unanswered = entry.Unanswered.Add(messageId) });

    /// <summary>Gets the user messages of a session that are never answered, as far as this client has seen it.</summary>
    public IReadOnlySet<string> UnansweredIn(string sessionId) => Get(sessionId).Unanswered;

    /// <summary>Remembers when this client restarted a session whose replay may run; null forgets it.</summary>
    public void MarkRestarted(string sessionId, long? at) => Change(sessionId, entry => entry with { RestartedAt = at });

    /// <summary>Gets when this client restarted a session whose replay no message has waited for yet; null if it did not.</summary>
    public long? RestartOf(string sessionId) => Get(sessionId).RestartedAt;

    /// <summary>Forgets a session that has ended.</summary>
    public void Forget(string sessionId) => Change(sessionId, _ => Nothing);

    private Entry Get(string sessionId)
    {
        lock (_lock)
        {
            return _entries.GetValueOrDefault(sessionId, Nothing);
        }
    }

    private void Change(string sessionId, Func<Entry, Entry> change)
    {
        lock (_lock)
        {
            bool isNew = !_entries.TryGetValue(sessionId, out Entry? entry);
            Entry changed = change(entry ?? Nothing);
            if (isNew && changed == Nothing)
            {
                return;
            }

            _entries[sessionId] = changed;
            if (isNew)
            {
                _order.Enqueue(sessionId);
                if (_order.Count > MaxRemembered)
                {
                    _entries.Remove(_order.Dequeue());
                }
            }
        }
    }

    private sealed record Entry(ImmutableHashSet<string> Unanswered, long? RestartedAt);
}
