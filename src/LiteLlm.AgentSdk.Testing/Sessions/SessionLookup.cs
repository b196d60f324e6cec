using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>Finds the session of a request.</summary>
internal static class SessionLookup
{
    /// <summary>Continues with the session of the path, or sends 404.</summary>
    public static Task WithSessionAsync(this PlatformState platform, Exchange exchange, Func<SessionState, Task> action) =>
        platform.FindSession(exchange) is { } session ? action(session) : SessionEndpoints.NotFoundAsync(exchange);

    /// <summary>Does the same, with the error text of memories and issues.</summary>
    public static Task WithQuotedSessionAsync(this PlatformState platform, Exchange exchange, Func<SessionState, Task> action) =>
        platform.FindSession(exchange) is { } session ? action(session) : exchange.ErrorAsync(404, $"session '{exchange["id"]}' not found");

    /// <summary>Finds the session of the path. Sessions of deleted agents are not found.</summary>
    private static SessionState? FindSession(this PlatformState platform, Exchange exchange) =>
        platform.Sessions.Find(exchange["id"]) is { Agent.Deleted: false } session ? session : null;
}
