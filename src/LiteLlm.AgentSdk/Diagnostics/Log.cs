using LiteLlm.AgentSdk.Http;
using Microsoft.Extensions.Logging;

namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>
/// All log messages of the SDK. They contain ids and paths, but never a key, a header or the value of an environment variable. Only the
/// methods that end in <c>Sensitive</c> log bodies and events, at <c>Trace</c>, and only if
/// <see cref="AgentPlatformOptions.EnableSensitiveData"/> is set. The event ids are public: the documentation lists them, and they do not
/// change.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Trace, "{Method} {Path}")]
    public static partial void Sending(ILogger logger, HttpMethod method, string path);

    [LoggerMessage(2, LogLevel.Debug, "{Method} {Path} returned {Status} after {Milliseconds:0.0} ms")]
    public static partial void Answered(ILogger logger, HttpMethod method, string path, int status, double milliseconds);

    [LoggerMessage(3, LogLevel.Debug, "{Method} {Path} failed without a response after {Milliseconds:0.0} ms: {Failure}")]
    public static partial void Unanswered(ILogger logger, HttpMethod method, string path, double milliseconds, string failure);

    [LoggerMessage(4, LogLevel.Information, "{Method} {Path}: attempt {Attempt} failed, next attempt in {Delay}: {Reason}")]
    public static partial void Retrying(ILogger logger, HttpMethod method, string path, int attempt, TimeSpan delay, string reason);

    [LoggerMessage(5, LogLevel.Debug, "The server was detected as: {Route}")]
    public static partial void Found(ILogger logger, ApiRoute route);

    [LoggerMessage(6, LogLevel.Information, "Session {SessionId} is {Status} (phase {Phase}) after {Elapsed}")]
    public static partial void SessionProgressed(ILogger logger, string sessionId, SessionStatus status, string phase, TimeSpan elapsed);

    [LoggerMessage(7, LogLevel.Debug, "Session {SessionId}: a message waits for an earlier turn")]
    public static partial void TurnQueued(ILogger logger, string sessionId);

    [LoggerMessage(8, LogLevel.Information, "Session {SessionId}: no data on the stream for {Idle}; the session's status is {Status}")]
    public static partial void StreamSilent(ILogger logger, string sessionId, TimeSpan idle, string status);

    [LoggerMessage(9, LogLevel.Warning, "Session {SessionId}: the turn could not be aborted: {Reason}")]
    public static partial void AbortFailed(ILogger logger, string sessionId, string reason);

    [LoggerMessage(11, LogLevel.Information,
        "Session {SessionId}: the connection to the turn was lost, attempt {Attempt} to reconnect: {Reason}")]
    public static partial void Reconnecting(ILogger logger, string sessionId, int attempt, string reason);

    [LoggerMessage(12, LogLevel.Information, "Session {SessionId}: reconnected to the turn")]
    public static partial void Healed(ILogger logger, string sessionId);

    [LoggerMessage(10, LogLevel.Information, "Session {SessionId}: a request for its state failed: {Reason}")]
    public static partial void PollFailed(ILogger logger, string sessionId, string reason);

    [LoggerMessage(20, LogLevel.Trace, "{Method} {Path} sends {Body}")]
    public static partial void RequestSensitive(ILogger logger, HttpMethod method, string path, string body);

    [LoggerMessage(21, LogLevel.Trace, "{Method} {Path} returned {Body}")]
    public static partial void AnswerSensitive(ILogger logger, HttpMethod method, string path, string body);

    [LoggerMessage(22, LogLevel.Trace, "Session {SessionId}: event {Event}")]
    public static partial void EventSensitive(ILogger logger, string sessionId, string @event);

    [LoggerMessage(40, LogLevel.Debug, "Session {SessionId}: the terminal is connected, {Columns}x{Rows}")]
    public static partial void TerminalOpened(ILogger logger, string sessionId, int columns, int rows);

    [LoggerMessage(41, LogLevel.Debug, "Session {SessionId}: the connection to the terminal ended: {Reason}")]
    public static partial void TerminalEnded(ILogger logger, string sessionId, TerminalEndReason reason);

    [LoggerMessage(42, LogLevel.Information,
        "Session {SessionId}: the connection to the terminal was lost, attempt {Attempt} to reconnect: {Reason}")]
    public static partial void TerminalReattaching(ILogger logger, string sessionId, int attempt, string reason);

    [LoggerMessage(43, LogLevel.Information, "Session {SessionId}: reconnected to the terminal; reconnects so far: {Count}")]
    public static partial void TerminalReattached(ILogger logger, string sessionId, int count);

    [LoggerMessage(44, LogLevel.Warning, "Session {SessionId}: a callback for the terminal's connection threw {Failure}")]
    public static partial void TerminalObserverFailed(ILogger logger, string sessionId, string failure);

    [LoggerMessage(45, LogLevel.Warning, "The span of a call has no content, because writing the content failed with {Failure}")]
    public static partial void ContentNotTraced(ILogger logger, string failure);
}
