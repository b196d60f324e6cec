using LiteLlm.AgentSdk.Http;
using Microsoft.Extensions.Logging;

namespace LiteLlm.AgentSdk.Diagnostics;

/// <summary>
/// Every message that the SDK logs. Ids and paths; never a key, a header or a value of a variable. Bodies and events only in what ends in
/// <c>Sensitive</c>, at <c>Trace</c>, and only where <see cref="AgentPlatformOptions.EnableSensitiveData"/> asks for it. The ids are
/// public: they are listed in the documentation and stay as they are.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Trace, "{Method} {Path}")]
    public static partial void Sending(ILogger logger, HttpMethod method, string path);

    [LoggerMessage(2, LogLevel.Debug, "{Method} {Path} answered {Status} in {Milliseconds:0.0} ms")]
    public static partial void Answered(ILogger logger, HttpMethod method, string path, int status, double milliseconds);

    [LoggerMessage(3, LogLevel.Debug, "{Method} {Path} got no answer in {Milliseconds:0.0} ms: {Failure}")]
    public static partial void Unanswered(ILogger logger, HttpMethod method, string path, double milliseconds, string failure);

    [LoggerMessage(4, LogLevel.Information, "{Method} {Path}: attempt {Attempt} failed, again in {Delay}: {Reason}")]
    public static partial void Retrying(ILogger logger, HttpMethod method, string path, int attempt, TimeSpan delay, string reason);

    [LoggerMessage(5, LogLevel.Debug, "The server answers as the {Route}")]
    public static partial void Found(ILogger logger, ApiRoute route);

    [LoggerMessage(6, LogLevel.Information, "Session {SessionId} is {Status} (phase {Phase}) after {Elapsed}")]
    public static partial void SessionProgressed(ILogger logger, string sessionId, SessionStatus status, string phase, TimeSpan elapsed);

    [LoggerMessage(7, LogLevel.Debug, "Session {SessionId}: a message waits for an earlier turn")]
    public static partial void TurnQueued(ILogger logger, string sessionId);

    [LoggerMessage(8, LogLevel.Information, "Session {SessionId}: no byte on the stream for {Idle}; the session is {Status}")]
    public static partial void StreamSilent(ILogger logger, string sessionId, TimeSpan idle, string status);

    [LoggerMessage(9, LogLevel.Warning, "Session {SessionId}: the turn could not be aborted: {Reason}")]
    public static partial void AbortFailed(ILogger logger, string sessionId, string reason);

    [LoggerMessage(11, LogLevel.Information,
        "Session {SessionId}: the turn's connection is lost, attempt {Attempt} to take it up again: {Reason}")]
    public static partial void Reconnecting(ILogger logger, string sessionId, int attempt, string reason);

    [LoggerMessage(12, LogLevel.Information, "Session {SessionId}: the turn is followed again")]
    public static partial void Healed(ILogger logger, string sessionId);

    [LoggerMessage(10, LogLevel.Information, "Session {SessionId}: its status could not be had this time: {Reason}")]
    public static partial void PollFailed(ILogger logger, string sessionId, string reason);

    [LoggerMessage(20, LogLevel.Trace, "{Method} {Path} sends {Body}")]
    public static partial void RequestSensitive(ILogger logger, HttpMethod method, string path, string body);

    [LoggerMessage(21, LogLevel.Trace, "{Method} {Path} answered {Body}")]
    public static partial void AnswerSensitive(ILogger logger, HttpMethod method, string path, string body);

    [LoggerMessage(22, LogLevel.Trace, "Session {SessionId}: event {Event}")]
    public static partial void EventSensitive(ILogger logger, string sessionId, string @event);

    [LoggerMessage(40, LogLevel.Debug, "Session {SessionId}: its terminal is open, {Columns}x{Rows}")]
    public static partial void TerminalOpened(ILogger logger, string sessionId, int columns, int rows);

    [LoggerMessage(41, LogLevel.Debug, "Session {SessionId}: the connection to its terminal is over: {Reason}")]
    public static partial void TerminalEnded(ILogger logger, string sessionId, TerminalEndReason reason);

    [LoggerMessage(42, LogLevel.Information,
        "Session {SessionId}: the connection to its terminal is lost, attempt {Attempt} to make it anew: {Reason}")]
    public static partial void TerminalReattaching(ILogger logger, string sessionId, int attempt, string reason);

    [LoggerMessage(43, LogLevel.Information, "Session {SessionId}: the connection to its terminal is there again, for the {Count}. time")]
    public static partial void TerminalReattached(ILogger logger, string sessionId, int count);

    [LoggerMessage(44, LogLevel.Warning, "Session {SessionId}: who is told of its terminal's connection threw {Failure}")]
    public static partial void TerminalObserverFailed(ILogger logger, string sessionId, string failure);

    [LoggerMessage(45, LogLevel.Warning, "The content of a call is not in its span: writing it failed with {Failure}")]
    public static partial void ContentNotTraced(ILogger logger, string failure);
}
