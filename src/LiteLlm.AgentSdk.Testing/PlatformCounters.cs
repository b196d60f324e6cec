using System.Collections.Concurrent;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>What has happened at the platform so far. Safe to read from any thread.</summary>
public sealed class PlatformCounters
{
    private readonly ConcurrentDictionary<(string Method, string Route), int> _requests = new();
    private readonly ConcurrentDictionary<string, int> _turnsStarted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _turnsEnded = new(StringComparer.Ordinal);
    private readonly Signal _signal;
    private int _turnsBegun;
    private int _openStreams;
    private int _running;
    private int _openTerminals;
    private int _terminalPrograms;

    internal PlatformCounters(Signal signal) => _signal = signal;

    /// <summary>Gets all requests, those that met a fault included.</summary>
    public int Requests => _requests.Values.Sum();

    /// <summary>
    /// Gets the user messages that the agents took up, in all sessions: one for each turn, restarts' and recoveries' replays of the history
    /// included. A message that was sent twice counts twice.
    /// </summary>
    public int TurnsStarted => _turnsStarted.Values.Sum();

    /// <summary>Gets the turns that ended, however they did.</summary>
    public int TurnsEnded => _turnsEnded.Values.Sum();

    /// <summary>Gets the streams that are open now.</summary>
    public int OpenStreams => Volatile.Read(ref _openStreams);

    /// <summary>Gets the connections to terminals that are open now.</summary>
    public int OpenTerminals => Volatile.Read(ref _openTerminals);

    /// <summary>
    /// Gets the programs that were started in terminals: one for a sandbox's first client, and one for the first after each that has ended.
    /// </summary>
    public int TerminalProgramsStarted => Volatile.Read(ref _terminalPrograms);

    /// <summary>Gets the requests that are being answered now, streams included.</summary>
    public int RequestsUnderWay => Volatile.Read(ref _running);

    /// <summary>
    /// Gets the started turns whose message is in the thread, and whose first events are out. Counted last, so that who waits for a turn
    /// sees them.
    /// </summary>
    internal int TurnsBegun => Volatile.Read(ref _turnsBegun);

    /// <summary>The requests of one method and route.</summary>
    /// <param name="method">The method.</param>
    /// <param name="route">The end of the route, such as <c>/message</c> or <c>/agents/{id}/session</c>.</param>
    public int RequestsTo(string method, string route) => _requests
        .Where(entry => string.Equals(entry.Key.Method, method, StringComparison.OrdinalIgnoreCase)
            && entry.Key.Route.EndsWith(route, StringComparison.Ordinal))
        .Sum(entry => entry.Value);

    /// <summary>The turns that started in one session; see <see cref="TurnsStarted"/>.</summary>
    /// <param name="sessionId">The session's id.</param>
    public int TurnsStartedIn(string sessionId) => _turnsStarted.GetValueOrDefault(sessionId);

    /// <summary>The turns that ended in one session.</summary>
    /// <param name="sessionId">The session's id.</param>
    public int TurnsEndedIn(string sessionId) => _turnsEnded.GetValueOrDefault(sessionId);

    internal void Request(string method, string route)
    {
        _requests.AddOrUpdate((method, route), 1, (_, count) => count + 1);
        Count(ref _running, 1);
    }

    internal void RequestEnded() => Count(ref _running, -1);

    internal void TurnStarted(string sessionId) => _turnsStarted.AddOrUpdate(sessionId, 1, (_, count) => count + 1);

    internal void TurnBegun() => Count(ref _turnsBegun, 1);

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
