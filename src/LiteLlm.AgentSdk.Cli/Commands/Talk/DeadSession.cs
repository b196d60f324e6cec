using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>The message for a session that has ended and is resumed.</summary>
internal static class DeadSession
{
    /// <summary>Gets the message with the time of the end and the command for a restart; null for a live session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="agent">The name or id of its agent.</param>
    /// <param name="restart">The command that restarts it.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public static async Task<string?> DescribeAsync(Session session, string agent, string restart, CancellationToken cancellationToken)
    {
        if (!Farewell.HasEnded(session))
        {
            return null;
        }

        DateTimeOffset? since = await EndAsync(session, cancellationToken);
        string when = since is { } time ? $" since {Times.Of(time)} ({Times.Ago(time)})" : "";
        string why = session.FailureReason is { Length: > 0 } reason ? $": {reason.TrimEnd('.')}" : "";
        return $"This session is {session.Status}{when}{why}. {restart} brings it back, which costs a turn; "
            + $"'lap run {agent}' opens a new one.";
    }

    /// <summary>Gets the time of the end from the timeline, or else the time of the last activity.</summary>
    private static async Task<DateTimeOffset?> EndAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<LogEntry> log = await session.GetLogAsync(cancellationToken);
            return log.LastOrDefault(entry => entry.Kind == LogEntryKind.Ended)?.At ?? session.LastSeenAt;
        }
        catch (AgentPlatformException)
        {
            // The time is not important enough for an error.
            return session.LastSeenAt;
        }
    }
}
