namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>What a command of the chat leads to.</summary>
/// <param name="Message">A message to send; null for none.</param>
/// <param name="IsOver">Whether the chat is over.</param>
/// <param name="Next">The session to go on with; null for the same one.</param>
internal sealed record ChatStep(SendOptions? Message = null, bool IsOver = false, Session? Next = null)
{
    public static readonly ChatStep Stay = new();
}
