namespace WebChat;

/// <summary>The newest sessions.</summary>
/// <param name="Sessions">The sessions, newest first.</param>
/// <param name="HasMore">true if a larger limit lists more; otherwise, false.</param>
public sealed record ChatList(IReadOnlyList<ChatSession> Sessions, bool HasMore);
