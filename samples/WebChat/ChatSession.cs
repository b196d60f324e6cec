using LiteLlm.AgentSdk;

namespace WebChat;

/// <summary>What the page is told of a session. Not the session itself: that has the token of its terminal.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">How it is.</param>
/// <param name="Phase">How far its sandbox has got.</param>
/// <param name="Detail">More about that, or why it failed.</param>
/// <param name="Title">What it is called; null if that is not known yet.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="LastSeenAt">When it was last used.</param>
public sealed record ChatSession(string Id, string Status, string? Phase, string? Detail, string? Title, DateTimeOffset? CreatedAt,
    DateTimeOffset? LastSeenAt)
{
    /// <summary>Of the SDK's session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="title">Its title.</param>
    public static ChatSession Of(Session session, string? title) =>
        new(session.Id, session.Status.Value, session.Phase?.Value, session.FailureReason ?? session.PhaseDetail, title,
            session.CreatedAt, session.LastSeenAt);
}
