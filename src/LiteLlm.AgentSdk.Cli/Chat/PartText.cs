namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The text of the parts that have one.</summary>
internal static class PartText
{
    /// <summary>Gets the text of a text or reasoning part; null for other parts.</summary>
    public static string? Of(MessagePart part) => (part as TextPart)?.Text ?? (part as ReasoningPart)?.Text;
}
