namespace WebChat;

/// <summary>A message that the page sends.</summary>
/// <param name="Text">The message; null if the page sent none.</param>
/// <param name="Key">The page's own name for the turn, with which it finds the turn again.</param>
public sealed record ChatMessage(string? Text, string? Key = null);
