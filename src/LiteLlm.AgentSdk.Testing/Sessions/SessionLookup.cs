using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>The session that a request is about.</summary>
internal static class SessionLookup
{
    /// <summary>Goes on with the session of the path, or answers that there is none.</summary>
    public static Task WithSessionAsync(this PlatformState platform, Exchange exchange, Func<SessionState, Task> action) =>
        platform.FindSession(exchange) is { } session ? action(session) : SessionEndpoints.NotFoundAsync(exchange);

    /// <summary>The same, in the words of memories and issues.</summary>
    public static Task WithQuotedSessionAsync(this PlatformState platform, Exchange exchange, Func<SessionState, Task> action) =>
        platform.FindSession(exchange) is { } session ? action(session) : exchange.ErrorAsync(404, $"session '{exchange["id"]}' not found");

    /// <summary>The session of the path; those of deleted agents are not there.</summary>
    private static SessionState? FindSession(this PlatformState platform, Exchange exchange) =>
        platform.Sessions.Find(exchange["id"]) is { Agent.Deleted: false } session ? session : null;
}
