using Microsoft.Extensions.Logging;

namespace LiteLlm.AgentSdk.AspNetCore.Diagnostics;

/// <summary>All log messages of the package. They never contain a key, a header or the text of a turn.</summary>
internal static partial class Log
{
    public const string Category = "LiteLlm.AgentSdk.AspNetCore";

    [LoggerMessage(1, LogLevel.Debug, "The browser disconnected before the end of the stream")]
    public static partial void Disconnected(ILogger logger);

    [LoggerMessage(2, LogLevel.Information, "The stream to the browser failed: {Code}: {Reason}")]
    public static partial void Failed(ILogger logger, string code, string reason);

    [LoggerMessage(3, LogLevel.Error, "The stream to the browser ended with an error of the application")]
    public static partial void Broken(ILogger logger, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "Session {SessionId}: the turn could not be aborted after the browser disconnected: {Reason}")]
    public static partial void AbortFailed(ILogger logger, string sessionId, string reason);
}
