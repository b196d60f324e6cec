using LiteLlm.AgentSdk;

namespace WebChat;

/// <summary>
/// The turns that this application has sent and that still run. A reload, or a second tab, shows one of them from its beginning: the
/// platform itself replays nothing.
/// </summary>
internal sealed class ChatTurns(IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<RunningTurn> _running = [];

    /// <summary>Sends a message. The turn goes on whatever becomes of the browser.</summary>
    /// <param name="session">The session.</param>
    /// <param name="message">The message.</param>
    public RunningTurn Start(Session session, ChatMessage message)
    {
        // The key goes into a header.
        bool isKey = message.Key is { Length: <= 64 } key && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        RunningTurn turn = new(session.Id, isKey ? message.Key : null);
        lock (_lock)
        {
            _running.Add(turn);
        }

        _ = RunAsync(turn, session.SendStreamingAsync(message.Text!));
        return turn;
    }

    /// <summary>Finds a turn by the id of its message; null if this application does not run it.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="messageId">The id of the user's message.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public async Task<RunningTurn?> FindAsync(string sessionId, string messageId, CancellationToken cancellationToken)
    {
        // That a message is in the session is told to all who follow it: the id may be known here a moment later than to a page. A turn
        // that waits for another program's has no id for longer than that.
        List<RunningTurn> turns = Of(sessionId);
        if (!turns.Exists(turn => turn.MessageId == messageId) && turns.Find(turn => turn.MessageId is null) is { } next)
        {
            await Task.WhenAny(next.Identified, Task.Delay(s_moment, cancellationToken));
        }

        return turns.Find(turn => turn.MessageId == messageId);
    }

    /// <summary>Whether this application runs a turn.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="messageId">The id of the user's message.</param>
    public bool Has(string sessionId, string messageId) => Of(sessionId).Exists(turn => turn.MessageId == messageId);

    private async Task RunAsync(RunningTurn turn, TurnStream updates)
    {
        await turn.RunAsync(updates, lifetime.ApplicationStopping);
        lock (_lock)
        {
            _running.Remove(turn);
        }
    }

    private List<RunningTurn> Of(string sessionId)
    {
        lock (_lock)
        {
            return [.. _running.Where(turn => turn.SessionId == sessionId)];
        }
    }
}
