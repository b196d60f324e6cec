namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The result of a chat command.</summary>
/// <param name="Message">A message to send; null for none.</param>
/// <param name="IsOver">Whether the chat is over.</param>
/// <param name="Next">The session to continue with; null for the same one.</param>
/// <param name="Draft">The next text of the prompt, for editing; null for an empty prompt.</param>
internal sealed record ChatStep(SendOptions? Message = null, bool IsOver = false, Session? Next = null, string? Draft = null)
{
    public static readonly ChatStep Stay = new();
}
