namespace WebChat;

/// <summary>The title of a session.</summary>
/// <param name="Title">The title; null before there is a message.</param>
public sealed record ChatTitle(string? Title);
