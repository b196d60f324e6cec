namespace LiteLlm.AgentSdk;

/// <summary>What a reply says, whichever of the shapes it came in.</summary>
/// <param name="Message">The message, where the reply is one.</param>
/// <param name="Text">The text; null when there is none in any of the known places.</param>
internal readonly record struct ReplyContent(Message? Message, string? Text);
