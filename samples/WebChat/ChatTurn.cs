namespace WebChat;

/// <summary>A question and its answer.</summary>
/// <param name="Id">The id of the user's message, by which the turn can be taken up.</param>
/// <param name="Text">The question.</param>
/// <param name="IsRunning">Whether the answer is still being made.</param>
/// <param name="IsLive">Whether this application runs it, and streams it from its beginning.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="IsAborted">Whether it was aborted.</param>
/// <param name="Parts">The answer, as far as it is in the thread.</param>
public sealed record ChatTurn(string Id, string Text, bool IsRunning, bool IsLive, string? Error, bool IsAborted,
    IReadOnlyList<ChatPart> Parts);
