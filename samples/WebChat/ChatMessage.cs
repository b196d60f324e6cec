namespace WebChat;

/// <summary>What the page sends.</summary>
/// <param name="Text">The message; null if the page sent none.</param>
public sealed record ChatMessage(string? Text);
