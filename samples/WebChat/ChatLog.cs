namespace WebChat;

/// <summary>The log messages of the application.</summary>
internal static partial class ChatLog
{
    [LoggerMessage(1, LogLevel.Information, "Talking to {Platform}")]
    public static partial void Talking(ILogger logger, string platform);
}
