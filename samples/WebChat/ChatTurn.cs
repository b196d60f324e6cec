namespace WebChat;

/// <summary>A question and its answer.</summary>
/// <param name="Id">The id of the user's message, by which the turn can be taken up.</param>
/// <param name="Text">The question.</param>
/// <param name="IsRunning">Whether the answer is still being made.</param>
/// <param name="IsLive">Whether this application runs it, and streams it from its beginning.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="IsAborted">Whether it was aborted.</param>
/// <param name="Parts">The answer, as far as it is in the thread.</param>
/// <param name="Model">The model that answered, where the harness tells it.</param>
/// <param name="InputTokens">The tokens that the model read.</param>
/// <param name="OutputTokens">The tokens that the model wrote.</param>
/// <param name="Cost">What the turn cost, in US dollars.</param>
public sealed record ChatTurn(string Id, string Text, bool IsRunning, bool IsLive, string? Error, bool IsAborted,
    IReadOnlyList<ChatPart> Parts, string? Model, long? InputTokens, long? OutputTokens, decimal? Cost);
