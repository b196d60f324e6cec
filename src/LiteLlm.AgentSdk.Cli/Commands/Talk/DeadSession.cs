using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>The message shown when a session that has ended is resumed.</summary>
internal static class DeadSession
{
    /// <summary>Gets that it has ended, since when, and what brings it back; null if it lives.</summary>
    /// <param name="session">The session.</param>
    /// <param name="agent">The name or id of its agent.</param>
    /// <param name="restart">How it is restarted from here.</param>
    /// <param name="cancellationToken">Cancels reading when it ended.</param>
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

    /// <summary>The timeline knows when it ended; where it does not, the session was last seen alive.</summary>
    private static async Task<DateTimeOffset?> EndAsync(Session session, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<LogEntry> log = await session.GetLogAsync(cancellationToken);
            return log.LastOrDefault(entry => entry.Kind == LogEntryKind.Ended)?.At ?? session.LastSeenAt;
        }
        catch (AgentPlatformException)
        {
            // The moment is worth no failure.
            return session.LastSeenAt;
        }
    }
}
