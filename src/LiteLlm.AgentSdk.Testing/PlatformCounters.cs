using System.Collections.Concurrent;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>Counts the requests, turns and streams of a <see cref="LocalAgentPlatform"/>. Safe to read from any thread.</summary>
public sealed class PlatformCounters
{
    private readonly ConcurrentDictionary<(string Method, string Route), int> _requests = new();
    private readonly ConcurrentDictionary<string, int> _turnsStarted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _turnsEnded = new(StringComparer.Ordinal);
    private readonly Signal _signal;
    private int _turnsAnnounced;
    private int _openStreams;
    private int _running;
    private int _openTerminals;
    private int _terminalPrograms;

    internal PlatformCounters(Signal signal) => _signal = signal;

    /// <summary>Gets the number of all requests, including those that met a fault.</summary>
    public int Requests => _requests.Values.Sum();

    /// <summary>
    /// Gets the number of turns that started in all sessions, including the replays of the history after a restart or a recovery. A message
    /// that was sent twice counts twice.
    /// </summary>
    public int TurnsStarted => _turnsStarted.Values.Sum();

    /// <summary>Gets the number of turns that ended, with or without success.</summary>
    public int TurnsEnded => _turnsEnded.Values.Sum();

    /// <summary>Gets the number of streams that are open now.</summary>
    public int OpenStreams => Volatile.Read(ref _openStreams);

    /// <summary>Gets the number of connections to terminals that are open now.</summary>
    public int OpenTerminals => Volatile.Read(ref _openTerminals);

    /// <summary>
    /// Gets the number of programs that were started in terminals. A program starts for the first client of a sandbox, and for the first
    /// client after a program has ended.
    /// </summary>
    public int TerminalProgramsStarted => Volatile.Read(ref _terminalPrograms);

    /// <summary>Gets the number of requests that are being processed now, including open streams.</summary>
    public int RequestsUnderWay => Volatile.Read(ref _running);

    /// <summary>
    /// Gets the number of started turns whose message is in the thread and whose first events were sent. It is incremented after both, so
    /// that a caller that waits for a turn finds them.
    /// </summary>
    internal int TurnsAnnounced => Volatile.Read(ref _turnsAnnounced);

    /// <summary>Gets the number of requests with the specified method and route.</summary>
    /// <param name="method">The method.</param>
    /// <param name="route">The last part of the route, such as <c>/message</c> or <c>/agents/{id}/session</c>.</param>
    public int RequestsTo(string method, string route) => _requests
        .Where(entry => string.Equals(entry.Key.Method, method, StringComparison.OrdinalIgnoreCase)
            && entry.Key.Route.EndsWith(route, StringComparison.Ordinal))
        .Sum(entry => entry.Value);

    /// <summary>Gets the number of turns that started in a session; see <see cref="TurnsStarted"/>.</summary>
    /// <param name="sessionId">The session's id.</param>
    public int TurnsStartedIn(string sessionId) => _turnsStarted.GetValueOrDefault(sessionId);

    /// <summary>Gets the number of turns that ended in a session.</summary>
    /// <param name="sessionId">The session's id.</param>
    public int TurnsEndedIn(string sessionId) => _turnsEnded.GetValueOrDefault(sessionId);

    internal void RequestStarted(string method, string route)
    {
        _requests.AddOrUpdate((method, route), 1, (_, count) => count + 1);
        Count(ref _running, 1);
    }

    internal void RequestEnded() => Count(ref _running, -1);

    internal void TurnStarted(string sessionId) => _turnsStarted.AddOrUpdate(sessionId, 1, (_, count) => count + 1);

    internal void TurnAnnounced() => Count(ref _turnsAnnounced, 1);

    internal void TurnEnded(string sessionId)
    {
        _turnsEnded.AddOrUpdate(sessionId, 1, (_, count) => count + 1);
        _signal.Pulse();
    }

    internal void TerminalOpened() => Count(ref _openTerminals, 1);

    internal void TerminalClosed() => Count(ref _openTerminals, -1);

    internal void TerminalProgramStarted() => Count(ref _terminalPrograms, 1);

    internal void StreamOpened() => Count(ref _openStreams, 1);

    internal void StreamClosed() => Count(ref _openStreams, -1);

    private void Count(ref int counter, int change)
    {
        Interlocked.Add(ref counter, change);
        _signal.Pulse();
    }
}
