using LiteLlm.AgentSdk;

namespace WebChat;

/// <summary>The facts about a session that the page shows. The session itself has the token of its terminal, so it is not sent.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Its status.</param>
/// <param name="Phase">The startup phase of its sandbox.</param>
/// <param name="Detail">Details of the phase, or the reason of a failure.</param>
/// <param name="Title">Its title; null if it is not known yet.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="LastSeenAt">When it was last used.</param>
public sealed record ChatSession(string Id, string Status, string? Phase, string? Detail, string? Title, DateTimeOffset? CreatedAt,
    DateTimeOffset? LastSeenAt)
{
    /// <summary>Creates it from the SDK's session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="title">Its title.</param>
    public static ChatSession Of(Session session, string? title) =>
        new(session.Id, session.Status.Value, session.Phase?.Value, session.FailureReason ?? session.PhaseDetail, title,
            session.CreatedAt, session.LastSeenAt);
}
