namespace LiteLlm.AgentSdk;

/// <summary>The content of a reply, in whichever JSON format it came.</summary>
/// <param name="Message">The message; null if the reply is plain text.</param>
/// <param name="Text">The text; null if no known member contains one.</param>
internal readonly record struct ReplyContent(Message? Message, string? Text);
