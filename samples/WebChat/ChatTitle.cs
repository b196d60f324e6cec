namespace WebChat;

/// <summary>What a session is called.</summary>
/// <param name="Title">The title; null before there is a message.</param>
public sealed record ChatTitle(string? Title);
