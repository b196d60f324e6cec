namespace WebChat;

/// <summary>The newest sessions.</summary>
/// <param name="Sessions">The sessions, newest first.</param>
/// <param name="HasMore">Whether a greater limit lists more.</param>
public sealed record ChatList(IReadOnlyList<ChatSession> Sessions, bool HasMore);
