namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>What a command of the chat leads to.</summary>
/// <param name="Message">A message to send; null for none.</param>
/// <param name="IsOver">Whether the chat is over.</param>
/// <param name="Next">The session to go on with; null for the same one.</param>
/// <param name="Draft">What stands at the prompt next, to be changed or sent; null for an empty prompt.</param>
internal sealed record ChatStep(SendOptions? Message = null, bool IsOver = false, Session? Next = null, string? Draft = null)
{
    public static readonly ChatStep Stay = new();
}
