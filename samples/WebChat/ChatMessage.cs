namespace WebChat;

/// <summary>What the page sends.</summary>
/// <param name="Text">The message.</param>
public sealed record ChatMessage(string Text);
